-- `ilike all (…)` over the parts of a name cannot use the index: every search read everybody. Now the longest part goes by
-- the index and the others sift what it brings. Words are kept in lower case, so `like` will do. Of at most two thousand
-- that match, those whose name begins with what was typed come first.
create or replace function search_persons(p_words text, p_phone text, p_birth date, p_place text, p_limit int)
returns table (person uuid, score real)
language plpgsql stable security definer set search_path = naober, pg_temp as $$
declare
  w text := plain(p_words); found_any boolean := false;
  patterns text[] := array(select '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(btrim(plain(p_words)), '\s+') part order by length(part) desc);
begin
  if p_birth is not null then
    return query select x.person, 1::real from person_words x where x.tenant = current_tenant() and x.birth_date = p_birth
      and x.words like all (patterns) limit p_limit;
    return;
  end if;
  if p_phone is not null then
    return query select x.person, 1::real from person_words x where x.tenant = current_tenant() and x.phone = p_phone limit p_limit;
    return;
  end if;
  if p_place is not null then
    return query select x.person, 1::real from person_words x where x.tenant = current_tenant() and x.places like '%' || plain(p_place) || '%' limit p_limit;
    found_any := found;
  end if;
  if w <> '' then
    for person, score in
      select m.person, case when starts_with(m.words, w) or strpos(m.words, ' ' || w) > 0 then 1 else 0.8 end::real
      from (select x.person, x.words from person_words x where x.tenant = current_tenant()
        and x.words like patterns[1] and x.words like all (patterns[2:]) limit 2000) m
      order by 2 desc, m.words limit p_limit
    loop found_any := true; return next; end loop;
    if not found_any and length(w) >= 4 then
      return query select x.person, word_similarity(w, x.words) from person_words x
        where x.tenant = current_tenant() and w <% x.words order by 2 desc limit p_limit;
    end if;
  end if;
end $$;
