import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Transfer } from '../../../uploads/board.js';
import { Sender } from '../../../uploads/sender.js';
import { boardOf, fieldOf, placeOf, sectionOf, trace, untrace, useComing, type Trace } from './coming.js';
import { joinFile } from './join.js';
import { attachmentsQuery } from './queries.js';

type Receive = (id: string, replaces: string | undefined) => void;

/** The senders of this page load, by person and dossier: no page of the form owns one. */
const senders = new Map<string, Sender>();
/** The fields on screen, by dossier and place: what arrives for one of them is put into what is being typed. */
const receivers = new Map<string, Receive>();
const receiverOf = (applicationId: string, place: string): string => `${applicationId} ${place}`;

function senderOf(applicationId: string, userId: string, queryClient: QueryClient): Sender {
  const name = `${userId} ${applicationId}`;
  const known = senders.get(name);
  if (known !== undefined) return known;
  const board = boardOf(userId, applicationId);
  const sender = new Sender(`/api/applications/${applicationId}/uploads`, board, {
    onBegun: (_, { key, place, name }) => trace(userId, applicationId, { key, place, name }),
    onArrived: async (id, { place, replaces }) => {
      void queryClient.invalidateQueries({ queryKey: attachmentsQuery(applicationId).queryKey });
      const receive = receivers.get(receiverOf(applicationId, place));
      if (receive !== undefined) receive(id, replaces);
      else await joinFile({ queryClient, userId, applicationId, section: sectionOf(place), field: fieldOf(place), id, replaces });
    },
    onGone: ({ key }) => untrace(userId, applicationId, key),
  });
  senders.set(name, sender);
  window.addEventListener('online', sender.again);
  const isLeaving = ({ state }: Transfer): boolean => state === 'sending' || state === 'joining';
  window.addEventListener('beforeunload', (event) => {
    if (board.list().some(isLeaving)) event.preventDefault();
  });
  return sender;
}

/** The files of one question that are on their way, those whose sending was interrupted, and what can be done; `receive` gets each that has come. */
export function useFiles({ applicationId, section, field, receive }: { applicationId: string; section: string; field: string; receive: Receive }): { transfers: readonly Transfer[]; sender: Pick<Sender, 'pause' | 'resume' | 'cancel'>; send: (files: readonly File[], replaces?: string) => void; interrupted: readonly Trace[]; forget: (key: string) => void } {
  const queryClient = useQueryClient();
  const { userId, transfers, interrupted, forget } = useComing(applicationId);
  const place = placeOf(section, field);
  const sender = senderOf(applicationId, userId, queryClient);
  useEffect(() => {
    const name = receiverOf(applicationId, place);
    receivers.set(name, receive);
    return () => {
      if (receivers.get(name) === receive) receivers.delete(name);
    };
  }, [applicationId, place, receive]);
  const isHere = (one: { place: string }): boolean => one.place === place;
  return { transfers: transfers.filter(isHere), sender, send: (files, replaces) => sender.send(files, { said: { field }, place, replaces }), interrupted: interrupted.filter(isHere), forget };
}
