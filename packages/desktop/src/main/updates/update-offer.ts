import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

const releaseShape = z.strictObject({
  /** Only grows, over all releases. */
  serial: z.int().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Platform and architecture (`win32-x64`) → SHA-512 of its installer, hex. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{128}$/)),
  /** Share of the machines that may take it now, 0 to 1. */
  rollout: z.number().min(0).max(1),
  /** Oldest data format it can read. */
  dataFloor: z.int().min(0),
  /** Skips the rollout. */
  urgent: z.boolean(),
});

export type Release = Readonly<z.infer<typeof releaseShape>>;

/** What the decision needs to know of this machine. */
export interface Here {
  readonly enabled: boolean;
  readonly ring: 'early' | 'normal' | 'held';
  readonly serialSeen: number;
  readonly dataFormat: number;
  readonly machineId: string;
  readonly platform: string;
}

export type Offer =
  | { readonly take: true; readonly sha512: string }
  | { readonly take: false; readonly why: 'off' | 'older' | 'held' | 'not-yet' | 'data-too-old' | 'no-build' };

/**
 * A manifest signed with one of our pinned Ed25519 keys (PEM), or null. The private key is kept off the update server, so
 * whoever holds that server can at most withhold releases.
 */
export function readRelease(manifest: Buffer, signature: Buffer, pinned: readonly string[]): Release | null {
  const isSigned = pinned.some((pem) => verify(null, manifest, createPublicKey(pem), signature));
  if (!isSigned) return null;
  const release = releaseShape.safeParse(jsonOf(manifest));
  return release.success ? release.data : null;
}

function jsonOf(manifest: Buffer): unknown {
  try {
    return JSON.parse(manifest.toString('utf8'));
  } catch {
    return null; // no manifest, whoever signed it
  }
}

/** An old but genuinely signed manifest is refused by its serial: it could bring a closed hole back. */
export function offerFor(release: Release, here: Here): Offer {
  if (!here.enabled) return { take: false, why: 'off' };
  if (release.serial <= here.serialSeen) return { take: false, why: 'older' };
  if (here.ring === 'held') return { take: false, why: 'held' };
  if (here.dataFormat < release.dataFloor) return { take: false, why: 'data-too-old' };
  const waits =
    here.ring === 'normal' && !release.urgent && shareOf(here.machineId, release.version) >= release.rollout;
  if (waits) return { take: false, why: 'not-yet' };
  const sha512 = release.files[here.platform];
  return sha512 ? { take: true, sha512 } : { take: false, why: 'no-build' };
}

/** 0 to 1, the same for a machine and a release for ever, different from release to release: nobody is always first. */
export function shareOf(machineId: string, version: string): number {
  return createHash('sha256').update(`${machineId}\n${version}`).digest().readUInt32BE(0) / 2 ** 32;
}
