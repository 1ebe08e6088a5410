import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { checkAnswers } from '#domain/calls/answer.rules.js';
import type { Answers, Section } from '#domain/calls/form.js';
import { api, ask } from '../../client/client.js';
import { problemOf } from '../../client/refusal.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { mayBeSent } from '../../drafts/draft.js';
import { fingerprint, malformed, stale, subjects, tidyAnswers, type Dossier } from './content.js';
import { applicationQuery, readAgain } from './queries.js';

/** How long after the last keystroke a text leaves by itself, ms. */
const pause = 1_200;
/** How often a save starts again because another part of the dossier was saved meanwhile. */
const tries = 5;

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
      for (let turn = 1; ; turn++) {
        const now = await readAgain(queryClient, dossier.id);
        if (savedOf(now).version !== version) throw stale();
        try {
          const after = await put(value, now.version);
          queryClient.setQueryData(applicationQuery(dossier.id).queryKey, after);
          return savedOf(after).version;
        } catch (error) {
          if (problemOf(error).code !== 'application.stale' || turn === tries) throw error;
        }
      }
    },
    reload: async () => savedOf(await readAgain(queryClient, dossier.id)),
  });
  return useAutosave(desk, isWhole);
}

/** The draft of a section; `cleaned` names the fields from which the api took characters that cannot be kept. */
export function useSectionDesk(dossier: Dossier, section: Section): { desk: DraftDesk<Answers>; cleaned: readonly string[] } {
  const queryClient = useQueryClient();
  const [cleaned, setCleaned] = useState<readonly string[]>([]);
  const { id } = dossier;
  const { key } = section;
  const savedOf = (now: Dossier): { value: Answers; version: number } => {
    const saved = now.sections.find((one) => one.key === key);
    return { value: tidyAnswers(section, saved?.answers ?? {}), version: saved?.version ?? 0 };
  };
  const isWhole = (answers: Answers): boolean => checkAnswers(section, tidyAnswers(section, answers)).every(({ code }) => code === 'answer.text-not-clean');
  const desk = useDraft<Answers>({
    subject: subjects.section(id, key),
    saved: savedOf(dossier),
    save: async (value, version) => {
      const answers = tidyAnswers(section, value);
      if (!isWhole(answers)) throw malformed(checkAnswers(section, answers).map(({ path }) => path));
      const saved = await ask(api.PUT('/api/applications/{id}/sections/{key}', { params: { path: { id, key } }, body: { version, answers: { ...answers } } }));
      if (saved.cleaned.length > 0) setCleaned(saved.cleaned.map((path) => path.split(/[.[]/)[0]!));
      queryClient.setQueryData(applicationQuery(id).queryKey, (before) =>
        before === undefined ? before : { ...before, version: saved.applicationVersion, sections: [...before.sections.filter((one) => one.key !== key), { key, version: saved.sectionVersion, answers: { ...answers } }] },
      );
      return saved.sectionVersion;
    },
    reload: async () => savedOf(await readAgain(queryClient, id)),
  });
  return { desk: useAutosave(desk, isWhole), cleaned };
}
