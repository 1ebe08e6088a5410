import { DefinitionReader, Faults, type Fault } from './definition.js';

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** what each mark means, from min to max */
  readonly anchors?: readonly string[];
}

export interface Criterion {
  readonly key: string;
  readonly label: string;
  /** what the criterion looks at, for those who mark and those who apply */
  readonly guidance?: string;
  /** percent; the weights of a rubric add up to 100 */
  readonly weight: number;
  readonly scale: Scale;
  /** a mark of the scale: a mean of the reviews' marks below it eliminates the dossier */
  readonly threshold?: number;
  readonly mandatoryComment: boolean;
  readonly allowsNotApplicable: boolean;
}

export interface Rubric {
  readonly criteria: readonly Criterion[];
  /** basis points of the whole (0 to 10 000): a mean score below it eliminates the dossier */
  readonly eliminatoryThreshold?: number;
}

const read = new DefinitionReader('rubric');

function parseScale(json: unknown, path: string): Scale {
  const { min, max, anchors } = read.object(json, path, ['min', 'max', 'anchors']);
  const scale = { min: read.integer(min, `${path}.min`, 0, 100), max: read.integer(max, `${path}.max`, 0, 100) };
  if (scale.min >= scale.max) read.refuse('scale-empty', path);
  if (anchors === undefined) return scale;
  const marks = scale.max - scale.min + 1;
  const texts = read.list(anchors, `${path}.anchors`, 101).map((anchor, index) => read.text(anchor, `${path}.anchors[${index}]`, 2000));
  if (texts.length !== marks) read.refuse('anchors-do-not-fit-scale', `${path}.anchors`);
  return { ...scale, anchors: texts };
}

function parseCriterion(json: unknown, path: string): Criterion {
  const known = ['key', 'label', 'guidance', 'weight', 'scale', 'threshold', 'mandatoryComment', 'allowsNotApplicable'];
  const fields = read.object(json, path, known);
  const scale = parseScale(fields.scale, `${path}.scale`);
  return {
    key: read.key(fields.key, `${path}.key`),
    label: read.text(fields.label, `${path}.label`),
    ...(fields.guidance === undefined ? {} : { guidance: read.text(fields.guidance, `${path}.guidance`, 5_000) }),
    weight: read.integer(fields.weight, `${path}.weight`, 1, 100),
    scale,
    ...(fields.threshold === undefined ? {} : { threshold: read.integer(fields.threshold, `${path}.threshold`, scale.min, scale.max) }),
    mandatoryComment: read.flag(fields.mandatoryComment, `${path}.mandatoryComment`),
    allowsNotApplicable: read.flag(fields.allowsNotApplicable, `${path}.allowsNotApplicable`),
  };
}

function parse(json: unknown, faults: Faults): Rubric {
  const { criteria, eliminatoryThreshold } = read.object(json, '', ['criteria', 'eliminatoryThreshold']);
  const parsed = read.list(criteria, 'criteria', 50).map((criterion, index) => faults.attempt(() => parseCriterion(criterion, `criteria[${index}]`)));
  const found = parsed.filter((criterion) => criterion !== undefined);
  faults.attempt(() => read.distinct(found.map(({ key }) => key), 'key-twice', 'criteria'));
  faults.attempt(() => {
    if (found.length === parsed.length && found.reduce((sum, { weight }) => sum + weight, 0) !== 100) read.refuse('weights-not-100', 'criteria');
  });
  if (eliminatoryThreshold === undefined) return { criteria: found };
  return { criteria: found, eliminatoryThreshold: read.integer(eliminatoryThreshold, 'eliminatoryThreshold', 0, 10_000) };
}

/** The rubric in `json`. Throws `invalid-input` `rubric.<reason>` with the `path` of what is wrong; unknown fields are refused. */
export const parseRubric = (json: unknown): Rubric => parse(json, new Faults(false));

/** What `parseRubric` has against `json`: one fault per criterion at most. */
export function rubricFaults(json: unknown): readonly Fault[] {
  const faults = new Faults(true);
  faults.attempt(() => parse(json, faults));
  return faults.all;
}
