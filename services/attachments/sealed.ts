import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream';
import type { Keyring } from '../keys/ports';
import { measured } from './measured';
import type { AttachmentStore, BlobStore } from './ports';
import { opening, sealing } from './sealing';

/** Files sealed with the data key of their case, and bound to case and id: `format.ts` says how. */
export function sealedAttachments(blobs: BlobStore, keyring: Keyring): AttachmentStore {
  return {
    async put(internalId, source, limitBytes) {
      const id = randomBytes(16).toString('hex');
      const dataKey = await keyring.ensure(internalId);
      const { bytes, result } = measured(source, limitBytes);
      await blobs.put(id, sealing(dataKey, { internalId, id }, bytes));
      return { id, ...result() };
    },
    async open(internalId, id) {
      const dataKey = await keyring.find(internalId);
      const stored = dataKey && (await blobs.open(id));
      if (!stored) return undefined;
      // Whichever of the two fails or is left early ends the other; the error comes out of the one that is given back.
      return pipeline(stored, opening(dataKey, { internalId, id }), () => undefined);
    },
    remove: (id) => blobs.remove(id),
  };
}
