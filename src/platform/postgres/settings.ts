/**
 * The settings PostgreSQL is started with, for a server with some gigabytes of memory that it shares with the web
 * process. They stand here and not in the cluster, so that a new version of Naober brings better ones along.
 */
export function settings(port: number, { durable }: { durable: boolean }): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=256MB',
    'effective_cache_size=1GB',
    'work_mem=16MB',
    'maintenance_work_mem=128MB',
    'random_page_cost=1.1',
    'jit=off', // our questions are short, compiling them costs more than it brings
    'max_parallel_workers_per_gather=0', // one question that takes every core makes all others wait
    'wal_level=replica', // copies of a running cluster, and a standby later
    'max_wal_size=1GB',
    'password_encryption=scram-sha-256',
    'timezone=Europe/Amsterdam',
    'log_timezone=Europe/Amsterdam',
    'default_text_search_config=pg_catalog.dutch',
    // An error tells what somebody typed in its statement and its detail: neither may reach the log.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_checkpoints=off',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
}
