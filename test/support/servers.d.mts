export interface PostgresServer {
  bin: string;
  folder: string;
  port: number;
  password: string;
}

export interface RedisServer {
  redis: string;
  folder: string;
  port: number;
}

export function findPrograms(): { bin: string; redis: string };
export function makeCluster(server: PostgresServer): void;
export function startPostgres(server: PostgresServer): Promise<void>;
export function postgresPid(server: PostgresServer): number;
export function startRedis(server: RedisServer): Promise<void>;
export function redisPid(server: RedisServer): number;
export function end(pid: number, signal: NodeJS.Signals): Promise<void>;
export function makeDatabase(server: PostgresServer, name: string, urls: { ownerUrl: string; appUrl: string }): void;
export function startClamd(where: { folder: string; port: number }): Promise<import('node:child_process').ChildProcess>;
