/** What a screen knows of a refusal: its stable code keys the sentence in `language/problems.ts`. */
export interface Problem {
  /** 0 when the request did not arrive. */
  status: number;
  code: string;
  params: Readonly<Record<string, unknown>>;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** The request did not arrive, or its answer did not come back. */
export const cut = (): Refusal => new Refusal({ status: 0, code: 'network.cut', params: {} });

/** The problem in the body of a refusal; what is none is our defect. */
export function toProblem(body: unknown, status: number): Problem {
  const { code, params } = (body ?? {}) as { code?: unknown; params?: unknown };
  return { status, code: typeof code === 'string' ? code : 'http.defect', params: typeof params === 'object' && params !== null ? (params as Problem['params']) : {} };
}

/** The problem of whatever was thrown. */
export const problemOf = (error: unknown): Problem => (error instanceof Refusal ? error.problem : { status: 500, code: 'http.defect', params: {} });
