import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { Choices, Field } from '../../components/field.js';
import { SaveTrouble } from '../../components/save-state.js';
import { sentenceOfCode } from '../../language/problems.js';
import { subjects, type Cover, type Dossier } from './content.js';
import { usePartDesk } from './desks.js';
import { StepFrame, useDossier } from './frame.js';

const longest = 300;
const coverOf = ({ projectTitle, prerequisiteDeclared }: Dossier): Cover => ({ projectTitle, prerequisiteDeclared });

/** What stands on the cover: the project's title and, where the call asks for one, the condition that the pole declares. */
export function CoverPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/presentation' });
  const { dossier, call } = useDossier(id);
  const desk = usePartDesk<Cover>({
    dossier,
    subject: subjects.cover(id),
    pick: coverOf,
    put: (cover, version) => ask(api.PUT('/api/applications/{id}', { params: { path: { id } }, body: { ...cover, version } })),
    isWhole: ({ projectTitle }) => projectTitle.length <= longest,
  });
  const { projectTitle, prerequisiteDeclared } = desk.value;
  return (
    <StepFrame id={id} current="presentation" desk={desk}>
      <SaveTrouble desk={desk} show={(cover) => `${cover.projectTitle} (condition préalable : ${cover.prerequisiteDeclared ? 'oui' : 'non'})`} />
      <Field
        id="titre"
        label="Titre du projet"
        hint="Une ligne, que liront l’administration et le public si le projet est retenu."
        value={projectTitle}
        error={projectTitle.length > longest ? sentenceOfCode('answer.text-too-long') : undefined}
        onChange={(event) => desk.change({ ...desk.value, projectTitle: event.target.value })}
      />
      {call.prerequisite === null ? null : (
        <Choices
          legend={`${call.prerequisite} : est-ce votre cas ?`}
          hint="Le ministère vérifie cette réponse."
          options={[
            { value: 'oui', label: 'Oui' },
            { value: 'non', label: 'Non' },
          ]}
          value={prerequisiteDeclared ? 'oui' : 'non'}
          onChoose={(answer) => desk.change({ ...desk.value, prerequisiteDeclared: answer === 'oui' })}
        />
      )}
    </StepFrame>
  );
}
