import { openSecrets } from '../secrets/index.ts';
import { pouchIn } from '../store/leveldb.ts';
import { type Factors, openFactors } from './factors.ts';

/** The second factors in the data folder of a server that does not run, for whoever sets a hospital up. Closed afterwards. */
export async function withFactorsIn(folder: string, work: (factors: Factors) => Promise<void>): Promise<void> {
  const secrets = openSecrets({ data: folder, secretFile: '' });
  const factors = openFactors({ pouch: pouchIn(folder), secrets, now: Date.now });
  try {
    await work(factors);
  } finally {
    await factors.close();
  }
}
