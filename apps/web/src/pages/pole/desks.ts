import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { mergeAnswers } from '#domain/applications/merge.rules.js';
import { checkAnswers } from '#domain/calls/answer.rules.js';
import type { Answers, Section } from '#domain/calls/form.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { mayBeSent } from '../../drafts/draft.js';
import { fingerprint, savePart } from '../../drafts/save-part.js';
import { malformed, subjects, tidyAnswers, type Dossier } from './content.js';
import { applicationQuery, readAgain, sectionQuery } from './queries.js';
import { tellSection } from './section-cache.js';

type SectionNow = Schemas['SectionNowDto'];

/** How long after the last keystroke a text leaves by itself, ms. */
const pause = 1_200;
/** How often the page looks whether somebody else has saved, ms. */
const lookEvery = 15_000;

/** Saves a while after typing, and when the page is left, what is `whole`: a half-typed number waits on the device. */
function useAutosave<Value>(desk: DraftDesk<Value>, isWhole: (value: Value) => boolean): DraftDesk<Value> {
  const { draft, value, save } = desk;
  const whole = isWhole(value);
  const latest = useRef({ draft, whole, save });
  useEffect(() => {
    latest.current = { draft, whole, save };
  });
  useEffect(() => {
    if (draft.state !== 'unsaved' || !whole) return;
    const timer = setTimeout(() => latest.current.save(), pause);
    return () => clearTimeout(timer);
  }, [draft.state, value, whole]);
  useEffect(
    () => () => {
      const { current } = latest;
      if (current.whole && mayBeSent(current.draft)) current.save();
    },
    [],
  );
  return desk;
}

/** The draft of a part that the api versions with the whole dossier: stale only when this very part was changed by somebody else. */
export function usePartDesk<Value>({ dossier, subject, pick, put, isWhole }: { dossier: Dossier; subject: string; pick: (dossier: Dossier) => Value; put: (value: Value, version: number) => Promise<Dossier>; isWhole: (value: Value) => boolean }): DraftDesk<Value> {
  const queryClient = useQueryClient();
  const savedOf = (now: Dossier): { value: Value; version: number } => ({ value: pick(now), version: fingerprint(pick(now)) });
  const desk = useDraft<Value>({
    subject,
    saved: savedOf(dossier),
    save: async (value, version) => {
      if (!isWhole(value)) throw malformed([subject]);
      const after = await savePart({ read: () => readAgain(queryClient, dossier.id), versionOf: (now) => savedOf(now).version, put: (whole) => put(value, whole), version, staleCode: 'application.stale' });
      queryClient.setQueryData(applicationQuery(dossier.id).queryKey, after);
      return savedOf(after).version;
    },
    reload: async () => savedOf(await readAgain(queryClient, dossier.id)),
  });
  return useAutosave(desk, isWhole);
}

/** The draft of a section that several people write: `cleaned` names the fields from which the api took characters that cannot be kept, `now` says who saved last. */
export function useSectionDesk(dossier: Dossier, section: Section): { desk: DraftDesk<Answers>; cleaned: readonly string[]; now: SectionNow | undefined } {
  const queryClient = useQueryClient();
  const [cleaned, setCleaned] = useState<readonly string[]>([]);
  const { id } = dossier;
  const { key } = section;
  const tidy = (answers: Answers): Answers => tidyAnswers(section, answers);
  const saved = dossier.sections.find((one) => one.key === key);
  const isWhole = (answers: Answers): boolean => checkAnswers(section, tidy(answers)).every(({ code }) => code === 'answer.text-not-clean');
  const desk = useDraft<Answers>({
    subject: subjects.section(id, key),
    saved: { value: tidy(saved?.answers ?? {}), version: saved?.version ?? 0 },
    save: async (value, version) => {
      const answers = tidy(value);
      if (!isWhole(answers)) throw malformed(checkAnswers(section, answers).map(({ path }) => path));
      const after = await ask(api.PUT('/api/applications/{id}/sections/{key}', { params: { path: { id, key } }, body: { version, answers: { ...answers } } }));
      if (after.cleaned.length > 0) setCleaned(after.cleaned.map((path) => path.split(/[.[]/)[0]!));
      tellSection(queryClient, id, { key, version: after.sectionVersion, answers }, after.applicationVersion);
      void queryClient.invalidateQueries({ queryKey: sectionQuery(id, key).queryKey });
      return after.sectionVersion;
    },
    reload: async () => {
      const now = await queryClient.fetchQuery({ ...sectionQuery(id, key), staleTime: 0, retry: false });
      tellSection(queryClient, id, { key, version: now.version, answers: now.answers });
      return { value: tidy(now.answers), version: now.version };
    },
    merge: (base, mine, theirs) => {
      const { answers, conflicts } = mergeAnswers(base, mine, theirs);
      return { value: tidy(answers), isWhole: conflicts.length === 0 };
    },
  });
  const now = useQuery({ ...sectionQuery(id, key), refetchInterval: lookEvery }).data;
  const { show } = desk;
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (now !== undefined) latest.current({ value: tidyAnswers(section, now.answers), version: now.version });
  }, [now, section]);
  return { desk: useAutosave(desk, isWhole), cleaned, now };
}
