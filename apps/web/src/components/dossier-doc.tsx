import type { ReactNode } from 'react';
import type { Member } from '#domain/applications/eligibility.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import { parseForm } from '#domain/calls/form.rules.js';
import type { Schemas } from '../client/client.js';
import { Answers } from './answers.js';
import type { GivenFiles } from './file-list.js';
import { MemberCells, MemberTable } from './members.js';

/** A dossier to be read in one column: the pole and its members, then the answers under their questions, with its parts at the top. */
export function DossierDoc({ title, members, sections, call, files, checks, pane = false, intro, end }: { title: string; members: readonly Member[]; sections: readonly { key: string; answers: Record<string, unknown> }[]; call: Pick<Schemas['CallDto'], 'form' | 'compositionProfile'> | undefined; files: GivenFiles; checks?: readonly Schemas['CompanyCheckDto'][] | undefined; pane?: boolean; intro?: ReactNode; end?: ReactNode }): ReactNode {
  const form = call?.form == null ? { sections: [] } : parseForm(call.form);
  const answers = Object.fromEntries(sections.map((section) => [section.key, section.answers]));
  const { sections: shown } = evaluate(form, answers);
  return (
    <div className={`es-doc ${pane ? 'es-pane' : ''}`} id="dossier" role="region" aria-label="Dossier">
      <nav className="es-toc" aria-label="Parties du dossier">
        <a href="#pole">Pôle</a>
        {form.sections.filter(({ key }) => shown.has(key)).map(({ key, title: name }) => (
          <a key={key} href={`#section-${key}`}>
            {name}
          </a>
        ))}
      </nav>
      <section id="pole" aria-labelledby="titre-pole">
        <h2 id="titre-pole">{title}</h2>
        {intro}
        <MemberCells members={members} profile={call?.compositionProfile ?? 'strict'} />
        <MemberTable members={members} {...(checks === undefined ? {} : { checks })} />
      </section>
      <Answers form={form} answers={answers} files={files} />
      {end}
    </div>
  );
}
