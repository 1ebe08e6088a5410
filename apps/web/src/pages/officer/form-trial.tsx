import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseForm } from '#domain/calls/form.rules.js';
import { Message } from '../../components/message.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { callsTrail } from './call-form.js';
import { FormPreview } from './form/form-preview.js';

/** The form of a call as an applicant sees it, for whoever publishes or checks it. */
export function FormTrialPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/appels/$id/essai' });
  const call = useSuspenseQuery(callQuery(id)).data;
  return (
    <>
      <PageHead title="Essai du formulaire" trail={[...callsTrail, { label: call.title, to: '/instruction/appels/$id', params: { id } }]} lead="Le formulaire tel qu’un pôle le remplit." />
      <div className="es-page es-end">
        <div className="es-read es-read--desk">{call.form === null ? <Message tone="warn">Cet appel n’a pas encore de formulaire.</Message> : <FormPreview form={parseForm(call.form)} call={call} />}</div>
      </div>
    </>
  );
}
