-- Who helps with a case calls its coordinator: the number at work stands with the account. Empty where nobody filled it in.
alter table accounts add column phone text;
