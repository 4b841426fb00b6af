import Database from 'libsql';
import { decodeCursor, encodeCursor } from '../../../services/store/cursor';
import { StoreConflict, type Key, type Query, type Store } from '../../../services/store/ports';
import { Documents } from '../../../services/store/sqlite/documents';
import { Pages } from '../../../services/store/sqlite/pages';
import { documentOf, itemOf, summaryOf } from '../../../services/store/sqlite/rows';
import { stepsFrom } from '../../../services/store/sqlite/schema';
import { modelContract } from './contract/model';
import { queryContract } from './contract/queries';

/** The embedded store's tables in this process, with lists that look no further ahead than one entry before they go another way. */
function farStore(): Store {
  const db = new Database(':memory:');
  db.exec(stepsFrom(0));
  const documents = new Documents(db);
  const pages = new Pages(db, documents, 1);
  const request = ({ cursor, ...query }: Query) => ({ ...query, ...(cursor === undefined ? {} : { after: decodeCursor(query.order, cursor) }) });
  const checked = (query: Query): Query => {
    if (!Number.isInteger(query.limit) || query.limit < 1) throw new RangeError('limit');
    return query;
  };
  const keyIn = ({ container, partition }: Query, id: string): Key => ({ container, partition, id });
  return {
    shared: false,
    read: <B>(key: Key) => {
      const row = documents.read(key, Date.now());
      return Promise.resolve(row && itemOf<B>(key, row));
    },
    write: (writes) => {
      db.exec('BEGIN');
      const etags = writes.map((write) => documents.put(documentOf(write), Date.now()));
      const refused = writes[etags.indexOf(undefined)];
      db.exec(refused ? 'ROLLBACK' : 'COMMIT');
      return refused ? Promise.reject(new StoreConflict(refused.key)) : Promise.resolve(etags.flatMap((etag) => etag ?? []));
    },
    remove: (key) => {
      documents.remove(key);
      return Promise.resolve();
    },
    query: async <B>(query: Query) => {
      const { rows, next } = pages.page(request(checked(query)), Date.now());
      return Promise.resolve({ items: rows.map((row) => itemOf<B>(keyIn(query, row.id), row)), ...(next ? { nextCursor: encodeCursor(query.order, next) } : {}) });
    },
    list: async (query) => {
      const { rows, next } = pages.heads(request(checked(query)), Date.now());
      return Promise.resolve({ items: rows.map((row) => summaryOf(keyIn(query, row.id), row)), ...(next ? { nextCursor: encodeCursor(query.order, next) } : {}) });
    },
    close: () => Promise.resolve(),
  };
}

describe('a list whose page lies further on', () => {
  const store = farStore();
  queryContract(() => store);
  modelContract(() => store, { serial: true, histories: 80, open: () => Promise.reject(new Error('not needed')) });
});
