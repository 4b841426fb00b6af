import type { Keyring } from '../keys/ports';
import { createBlobContainer, openBlobContainer, type BlobPlace } from './blob';
import { openFolder } from './folder';
import type { AttachmentStore, BlobStore } from './ports';
import { sealedAttachments } from './sealed';

export { checked } from './checked';
export { AttachmentRefused, BlobExists, BlobsUnavailable, type AttachmentStore, type BlobStore, type StoredFile } from './ports';
export { isSealed, resealPlain } from './reseal';
export { sealedAttachments } from './sealed';

/** Where files are kept: in `<dataDir>/files`, or in a container of Azure Blob Storage. */
export type AttachmentsPlace = { readonly kind: 'files'; readonly dataDir: string; /** Several instances may use the folder. */ readonly shared?: boolean } | ({ readonly kind: 'blob' } & BlobPlace);

/** The sealed bytes as they lie, for moving house and for upgrades. @throws {BlobsUnavailable} */
export async function openBlobs(place: AttachmentsPlace): Promise<BlobStore> {
  return place.kind === 'files' ? openFolder(place.dataDir, place) : openBlobContainer(place);
}

/** Makes the container where there is none; a folder needs nothing. @returns whether anything was made @throws {BlobsUnavailable} */
export async function setUpBlobs(place: AttachmentsPlace): Promise<boolean> {
  return place.kind === 'blob' && createBlobContainer(place);
}

/** The files of reports in that place. @throws {BlobsUnavailable} */
export async function openAttachments(place: AttachmentsPlace, keyring: Keyring): Promise<AttachmentStore> {
  return sealedAttachments(await openBlobs(place), keyring);
}
