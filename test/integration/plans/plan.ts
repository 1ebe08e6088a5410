import type pg from 'pg';
import type { Statement } from '../../support/statements.js';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

export interface Plan {
  /** Names of the indexes that it goes through. */
  indexes: string[];
  /** Tables that it reads from end to end. */
  scanned: string[];
}

function read(node: Node, plan: Plan): Plan {
  if (node['Index Name'] !== undefined) plan.indexes.push(node['Index Name']);
  if (node['Node Type'] === 'Seq Scan') plan.scanned.push(node['Relation Name']!);
  for (const part of node.Plans ?? []) read(part, plan);
  return plan;
}

const literal = (client: pg.ClientBase, value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.map((one) => JSON.stringify(String(one))).join(',')}}`);
  return client.escapeLiteral(value instanceof Date ? value.toISOString() : String(value as string | number | boolean));
};

/**
 * How PostgreSQL runs a statement: `custom`, planned for these very parameters as its first executions are; `generic`, planned once for any,
 * as a statement that is prepared may be from the sixth on.
 */
export async function planOf(pool: pg.Pool, { text, params }: Statement, mode: 'custom' | 'generic'): Promise<Plan> {
  const client = await pool.connect();
  try {
    await client.query(`set plan_cache_mode = force_${mode}_plan`);
    await client.query(`prepare asked as ${text}`);
    const values = params.length === 0 ? '' : `(${params.map((one) => literal(client, one)).join(', ')})`;
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) execute asked${values}`);
    return read(rows[0]!['QUERY PLAN'][0]!.Plan, { indexes: [], scanned: [] });
  } finally {
    await client.query('deallocate all');
    client.release();
  }
}
