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

/** Undefined when a bound cannot be read. */
function parseScale(json: unknown, path: string, { attempt }: Faults): Scale | undefined {
  const given = read.object(json, path, ['min', 'max', 'anchors']);
  const min = attempt(() => read.integer(given.min, `${path}.min`, 0, 100));
  const max = attempt(() => read.integer(given.max, `${path}.max`, 0, 100));
  if (min === undefined || max === undefined) return undefined;
  if (min >= max) return read.refuse('scale-empty', path);
  if (given.anchors === undefined) return { min, max };
  const texts = read.list(given.anchors, `${path}.anchors`, 101).map((anchor, index) => attempt(() => read.text(anchor, `${path}.anchors[${index}]`, 2000)) ?? '');
  if (texts.length !== max - min + 1) read.refuse('anchors-do-not-fit-scale', `${path}.anchors`);
  return { min, max, anchors: texts };
}

/** Undefined when something of it was refused. */
function parseCriterion(json: unknown, path: string, faults: Faults): Criterion | undefined {
  const known = ['key', 'label', 'guidance', 'weight', 'scale', 'threshold', 'mandatoryComment', 'allowsNotApplicable'];
  const fields = read.object(json, path, known);
  const { attempt } = faults;
  const before = faults.all.length;
  const scale = attempt(() => parseScale(fields.scale, `${path}.scale`, faults));
  const key = attempt(() => read.key(fields.key, `${path}.key`));
  const label = attempt(() => read.text(fields.label, `${path}.label`));
  const guidance = fields.guidance === undefined ? undefined : attempt(() => read.text(fields.guidance, `${path}.guidance`, 5_000));
  const weight = attempt(() => read.integer(fields.weight, `${path}.weight`, 1, 100));
  const threshold = fields.threshold === undefined ? undefined : attempt(() => read.integer(fields.threshold, `${path}.threshold`, scale?.min ?? 0, scale?.max ?? 100));
  const mandatoryComment = attempt(() => read.flag(fields.mandatoryComment, `${path}.mandatoryComment`));
  const allowsNotApplicable = attempt(() => read.flag(fields.allowsNotApplicable, `${path}.allowsNotApplicable`));
  if (faults.all.length > before) return undefined;
  return { key: key!, label: label!, ...(guidance === undefined ? {} : { guidance }), weight: weight!, scale: scale!, ...(threshold === undefined ? {} : { threshold }), mandatoryComment: mandatoryComment!, allowsNotApplicable: allowsNotApplicable! };
}

function parse(json: unknown, faults: Faults): Rubric {
  const { criteria, eliminatoryThreshold } = read.object(json, '', ['criteria', 'eliminatoryThreshold']);
  const parsed = read.list(criteria, 'criteria', 50).map((criterion, index) => faults.attempt(() => parseCriterion(criterion, `criteria[${index}]`, faults)));
  const found = parsed.filter((criterion) => criterion !== undefined);
  faults.attempt(() => read.distinct(found.map(({ key }) => key), 'key-twice', 'criteria'));
  faults.attempt(() => {
    if (found.length === parsed.length && found.reduce((sum, { weight }) => sum + weight, 0) !== 100) read.refuse('weights-not-100', 'criteria');
  });
  const whole = eliminatoryThreshold === undefined ? undefined : faults.attempt(() => read.integer(eliminatoryThreshold, 'eliminatoryThreshold', 0, 10_000));
  return { criteria: found, ...(whole === undefined ? {} : { eliminatoryThreshold: whole }) };
}

/** The rubric in `json`. Throws `invalid-input` `rubric.<reason>` with the `path` of what is wrong; unknown fields are refused. */
export const parseRubric = (json: unknown): Rubric => parse(json, new Faults(false));

/** All that `parseRubric` has against `json`, in its order. */
export function rubricFaults(json: unknown): readonly Fault[] {
  const faults = new Faults(true);
  faults.attempt(() => parse(json, faults));
  return faults.all;
}
