import type { ReactNode } from 'react';
import { parseForm } from '#domain/calls/form.rules.js';
import type { Schemas } from '../../client/client.js';
import { Answers } from '../../components/answers.js';
import { MemberCells, MemberTable } from '../../components/members.js';
import { dayAndTime } from '../../language/format.js';

/** The dossier as it was sealed when it was submitted: what a reviewer reads, in one column, with its parts at the top. */
export function SealedDossier({ submission, call }: { submission: Schemas['ReviewedSubmissionDto']; call: Schemas['CallDto'] | undefined }): ReactNode {
  const { content } = submission;
  const form = call?.form == null ? { sections: [] } : parseForm(call.form);
  const answers = Object.fromEntries(content.sections.map(({ key, answers: given }) => [key, given]));
  const members = content.members as Schemas['MemberDto'][];
  const { pole } = content;
  return (
    <div className="es-doc es-pane" id="dossier" role="region" aria-label="Dossier" tabIndex={0}>
      <nav className="es-toc" aria-label="Parties du dossier">
        <a href="#pole">Pôle</a>
        {form.sections.map(({ key, title }) => (
          <a key={key} href={`#section-${key}`}>
            {title}
          </a>
        ))}
      </nav>
      <section id="pole" aria-labelledby="titre-pole">
        <h2 id="titre-pole">{content.projectTitle}</h2>
        <p>
          {pole.name}, SIREN {pole.siren}, {pole.addressLine}, {pole.postalCode} {pole.city}.
        </p>
        <MemberCells members={members} profile={call?.compositionProfile ?? 'strict'} />
        <MemberTable members={members} />
      </section>
      <Answers form={form} answers={answers} />
      <p className="es-sm es-muted es-gap-t">
        Reçu le {dayAndTime(submission.receivedAt)}, scellé. Empreinte <span className="es-break">{submission.sha256}</span>
      </p>
    </div>
  );
}
