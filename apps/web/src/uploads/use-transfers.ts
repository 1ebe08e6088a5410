import { useEffect, useState } from 'react';
import { Board, useTransfersOn, type Transfer } from './board.js';
import { Sender } from './sender.js';

/** Sends files from one page: when it is left, it sends no more. What the server is told of a file beside its name is given with it. */
export function useTransfers({ endpoint, onArrived }: { endpoint: string; onArrived: (id: string, replaces: string | undefined) => void }): {
  transfers: readonly Transfer[];
  send: (files: readonly File[], said: Record<string, string>, replaces?: string) => void;
  pause: (key: string) => void;
  resume: (key: string) => void;
  cancel: (key: string) => void;
} {
  const [{ board, sender }] = useState(() => {
    const own = new Board();
    return { board: own, sender: new Sender(endpoint, own, { onArrived: () => undefined }) };
  });
  const transfers = useTransfersOn(board);
  useEffect(() => sender.told({ onArrived: (id, { replaces }) => onArrived(id, replaces) }));
  useEffect(() => {
    window.addEventListener('online', sender.again);
    return () => {
      window.removeEventListener('online', sender.again);
      sender.stop();
    };
  }, [sender]);
  return { transfers, send: (files, said, replaces) => sender.send(files, { said, replaces }), pause: sender.pause, resume: sender.resume, cancel: sender.cancel };
}
