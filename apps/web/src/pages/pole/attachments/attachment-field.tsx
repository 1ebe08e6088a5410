import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { fileGroups, type FileGroup } from '#domain/shared/file-kind.js';
import { attachmentAddress, describeFile } from '../../../components/file-list.js';
import { counted, fileSize, list } from '../../../language/format.js';
import { sentenceOf } from '../../../language/problems.js';
import { fileGroupNames } from '../../../language/words.js';
import { Icon } from '../../../shell/icons.js';
import { endings } from '../../../uploads/endings.js';
import { TransferLine } from '../../../uploads/transfer-line.js';
import { mayCome, useTransfers } from '../../../uploads/use-transfers.js';
import { attachmentsQuery } from './queries.js';

interface AttachmentFieldProps {
  applicationId: string;
  field: { key: string; label: string; required: boolean; maxFiles?: number; maxBytes?: number; accept?: readonly FileGroup[] };
  /** Ids of the files of the answer. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  id?: string;
  error?: string | undefined;
}

/** A question that is answered by files: they are sent at once, in parts, and the answer lists those that have arrived. */
export function AttachmentField({ applicationId, field, value, onChange, id, error }: AttachmentFieldProps): ReactNode {
  const own = useId();
  const name = id ?? own;
  const queryClient = useQueryClient();
  const held = useQuery(attachmentsQuery(applicationId)).data ?? [];
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const change = (ids: string[]): void => {
    latest.current = ids;
    onChange(ids);
  };
  const [said, setSaid] = useState('');
  const { transfers, send, pause, resume, cancel } = useTransfers({
    endpoint: `/api/applications/${applicationId}/uploads`,
    onArrived: (arrived, replaces) => {
      void queryClient.invalidateQueries({ queryKey: attachmentsQuery(applicationId).queryKey });
      const others = latest.current.filter((one) => one !== arrived);
      change(replaces !== undefined && others.includes(replaces) ? others.map((one) => (one === replaces ? arrived : one)) : [...others, arrived]);
      setSaid('Le fichier est joint.');
    },
  });
  const { accept = fileGroups, maxFiles = 20, maxBytes } = field;
  const coming = transfers.filter((one) => one.replaces === undefined && mayCome(one)).length;
  const room = maxFiles - value.length - coming;
  const [tooMany, setTooMany] = useState<string>();
  const choose = (files: readonly File[], replaces?: string): void => {
    const wanted = replaces === undefined ? files.slice(0, Math.max(0, room)) : files.slice(0, 1);
    setTooMany(wanted.length < files.length ? `${counted(maxFiles, 'fichier')} au plus ici : ${list(files.slice(wanted.length).map((one) => `« ${one.name} »`))} n’a pas été pris.` : undefined);
    send(wanted, { field: field.key }, replaces);
  };
  const told = error ?? tooMany;
  return (
    <fieldset className="es-choices" aria-describedby={told === undefined ? undefined : `${name}-erreur`}>
      <legend>
        {field.required ? field.label : `${field.label} (facultatif)`}
        <span className="fr-hint-text">
          {counted(maxFiles, 'fichier')} au plus{maxBytes === undefined ? '' : `, ${fileSize(maxBytes)} chacun`} : {list(accept.map((group) => fileGroupNames[group]))}. Un envoi coupé reprend où il en était.
        </span>
      </legend>
      {value.length === 0 ? null : (
        <ul className="es-plain-list es-todo">
          {value.map((one) => {
            const file = held.find((candidate) => candidate.id === one);
            const shown = file?.name ?? 'Fichier joint';
            return (
              <li key={one}>
                <div>
                  {file === undefined || file.scan === 'infected' ? (
                    <b className="es-break">{shown}</b>
                  ) : (
                    <a href={attachmentAddress(file)} className="es-break" download>
                      {shown}
                    </a>
                  )}
                  <small>{file === undefined ? 'Lecture…' : describeFile(file)}</small>
                  {file?.scan === 'infected' ? <p className="fr-error-text">{sentenceOf({ code: 'file.infected', params: {} })} Remplacez-le ou retirez-le.</p> : null}
                </div>
                <span className="es-todo__end">
                  <label className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm es-filebutton">
                    Remplacer <span className="es-vh">{shown}</span>
                    <input
                      type="file"
                      className="es-vh"
                      accept={endings(accept)}
                      onChange={({ target }) => {
                        choose([...(target.files ?? [])], one);
                        target.value = '';
                      }}
                    />
                  </label>
                  <button
                    type="button"
                    className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
                    onClick={() => {
                      change(latest.current.filter((other) => other !== one));
                      setSaid('Le fichier est retiré.');
                      document.getElementById(name)?.focus();
                    }}
                  >
                    <Icon name="bin" />
                    Retirer <span className="es-vh">{shown}</span>
                  </button>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {transfers.length === 0 ? null : (
        <ul className="es-plain-list es-todo">
          {transfers.map((transfer) => (
            <TransferLine key={transfer.key} transfer={transfer} pause={pause} resume={resume} cancel={cancel} />
          ))}
        </ul>
      )}
      <div className="fr-input-group es-gap-t">
        <label className="fr-label" htmlFor={name}>
          Ajouter un fichier
        </label>
        <input
          type="file"
          id={name}
          className="es-file"
          multiple={maxFiles > 1}
          accept={endings(accept)}
          disabled={room <= 0}
          aria-invalid={told === undefined ? undefined : true}
          aria-describedby={told === undefined ? undefined : `${name}-erreur`}
          onChange={({ target }) => {
            choose([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        {room > 0 ? null : <p className="es-xs es-muted es-m0">Retirez un fichier pour en ajouter un autre.</p>}
        {told === undefined ? null : (
          <p className="fr-error-text" id={`${name}-erreur`}>
            {told}
          </p>
        )}
      </div>
      <div role="status" className="es-vh">
        {said}
      </div>
    </fieldset>
  );
}
