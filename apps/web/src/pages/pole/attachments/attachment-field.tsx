import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { fileGroups, type FileGroup } from '#domain/shared/file-kind.js';
import { attachmentAddress, describeFile } from '../../../components/file-list.js';
import { counted, fileSize, list } from '../../../language/format.js';
import { sentenceOf } from '../../../language/problems.js';
import { fileGroupNames } from '../../../language/words.js';
import { Icon } from '../../../shell/icons.js';
import { endings } from '../../../uploads/endings.js';
import { mayCome } from '../../../uploads/board.js';
import { TransferLine } from '../../../uploads/transfer-line.js';
import { Interrupted } from './coming-files.js';
import { withFile } from './join.js';
import { attachmentsQuery } from './queries.js';
import { useFiles } from './use-files.js';

interface AttachmentFieldProps {
  applicationId: string;
  /** The section of the form that asks. */
  section: string;
  field: { key: string; label: string; required: boolean; maxFiles?: number; maxBytes?: number; accept?: readonly FileGroup[] };
  /** Ids of the files of the answer. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  id?: string;
  error?: string | undefined;
}

/** A question that is answered by files: they are sent at once, in parts, and go on when the page is left; the answer lists those that have arrived. */
export function AttachmentField({ applicationId, section, field, value, onChange, id, error }: AttachmentFieldProps): ReactNode {
  const own = useId();
  const name = id ?? own;
  const held = useQuery(attachmentsQuery(applicationId)).data ?? [];
  const latest = useRef(value);
  const tell = useRef(onChange);
  useEffect(() => {
    latest.current = value;
    tell.current = onChange;
  });
  const change = useCallback((ids: string[]): void => {
    latest.current = ids;
    tell.current(ids);
  }, []);
  const [said, setSaid] = useState('');
  const receive = useCallback(
    (arrived: string, replaces: string | undefined): void => {
      change(withFile(latest.current, arrived, replaces));
      setSaid('Le fichier est joint.');
    },
    [change],
  );
  const { transfers, sender, send, interrupted, forget } = useFiles({ applicationId, section, field: field.key, receive });
  const { accept = fileGroups, maxFiles = 20, maxBytes } = field;
  const coming = transfers.filter((one) => one.replaces === undefined && mayCome(one)).length;
  const room = maxFiles - value.length - coming;
  const [tooMany, setTooMany] = useState<string>();
  const choose = (files: readonly File[], replaces?: string): void => {
    const wanted = replaces === undefined ? files.slice(0, Math.max(0, room)) : files.slice(0, 1);
    setTooMany(wanted.length < files.length ? `${counted(maxFiles, 'fichier')} au plus ici : ${list(files.slice(wanted.length).map((one) => `« ${one.name} »`))} n’a pas été pris.` : undefined);
    send(wanted, replaces);
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
            <TransferLine key={transfer.key} transfer={transfer} pause={sender.pause} resume={sender.resume} cancel={sender.cancel} />
          ))}
        </ul>
      )}
      <Interrupted traces={interrupted} forget={forget} />
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
