import type Electron from 'electron';
import { type CertificateCheck, isTrusted } from './certificates.ts';
import { type MayRequest, NetworkProxy } from './network-proxy.ts';
import { isRegistered, registerScheme } from './schemes.ts';
import { ModelledEmitter, strict } from './strict.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type PermissionRequest = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<Electron.Session['setPermissionCheckHandler']>[0];

/** What a page asked for and whether it was let through, in order. Tests read it through the driver. */
export interface RequestSeen {
  readonly url: string;
  readonly allowed: boolean;
}
export const requestsSeen: RequestSeen[] = [];

class DoubleProtocol {
  readonly handlers = new Map<string, SchemeHandler>();
  handle = (scheme: string, handler: SchemeHandler) => {
    if (!isRegistered(scheme)) throw new Error(`electron double: '${scheme}' was not registered as privileged`);
    if (this.handlers.has(scheme)) throw new Error('Failed to register protocol: already handled');
    this.handlers.set(scheme, handler);
  };
  unhandle = (scheme: string) => void this.handlers.delete(scheme);
  isProtocolHandled = (scheme: string) => this.handlers.has(scheme);
}

class DoubleWebRequest {
  private listener: BeforeRequest | null = null;
  /** Hosts of what was let through. */
  private readonly approved = new Set<string>();
  onBeforeRequest = (first: unknown, second?: unknown) => {
    if (second !== undefined) throw new Error('electron double: filters of onBeforeRequest are not modelled');
    this.listener = first as BeforeRequest | null;
  };

  /** For what a page asks for; also asked for app:// addresses, as Electron does. */
  readonly mayRequest: MayRequest = async (url, method) => {
    const allowed = (await this.judged(url, method)) ?? true;
    requestsSeen.push({ url, allowed });
    if (allowed) this.approved.add(new URL(url).host);
    return allowed;
  };

  /**
   * For what reaches the proxy: a page's request that was let through already, a worker's, or Chromium's own (updates, sign-in),
   * which Electron does not have. What nobody lets through is refused without a word.
   */
  readonly mayLeave: MayRequest = async (url, method) => {
    if (this.approved.has(new URL(url).host)) return true;
    const allowed = (await this.judged(url, method)) ?? false;
    if (allowed) requestsSeen.push({ url, allowed });
    return allowed;
  };

  /** `null` when the app has not said anything. */
  private judged(url: string, method: string): Promise<boolean | null> {
    const { listener } = this;
    if (!listener) return Promise.resolve(null);
    const details = strict({ url, method }, 'details of onBeforeRequest') as Electron.OnBeforeRequestListenerDetails;
    return new Promise((ok) => listener(details, (answer) => ok(answer.cancel !== true)));
  }
}

/** One storage partition: its own scheme handlers, request rules, permissions and way to the network. */
export class DoubleSession extends ModelledEmitter<{ 'will-download': [] }> {
  readonly protocol = new DoubleProtocol();
  readonly webRequest = new DoubleWebRequest();
  readonly partition: string;
  /** `null` for the default session, whose storage is the profile itself. */
  browserContextId: string | null = null;
  readonly proxy = new NetworkProxy({
    mayRequest: (url, method) => this.webRequest.mayRequest(url, method),
    mayLeave: (url, method) => this.webRequest.mayLeave(url, method),
    mayTrust: (host) => isTrusted(host, this.certificateCheck),
  });
  permissionRequest: PermissionRequest = null;
  permissionCheck: PermissionCheck = null;

  constructor(partition: string) {
    super('session', ['will-download']);
    this.partition = partition;
  }

  /** A page's sockets are tunnelled unread; only the certificate at their end is looked at. */
  certificateCheck: CertificateCheck = null;
  setCertificateVerifyProc = (check: CertificateCheck) => {
    this.certificateCheck = check;
  };
  setPermissionRequestHandler = (handler: PermissionRequest) => {
    this.permissionRequest = handler;
  };
  setPermissionCheckHandler = (handler: PermissionCheck) => {
    this.permissionCheck = handler;
  };
  setDevicePermissionHandler = (handler: unknown) => {
    if (typeof handler !== 'function') throw new Error('electron double: only a handler is modelled');
  };
  setSpellCheckerEnabled = (enabled: boolean) => {
    if (enabled) throw new Error('electron double: the spell checker downloads dictionaries and is not modelled');
  };
}

const partitions = new Map<string, DoubleSession>();

function sessionOf(partition: string): DoubleSession {
  const known = partitions.get(partition);
  if (known) return known;
  if (partition.startsWith('persist:')) throw new Error('electron double: only partitions in memory are modelled');
  const made = strict(new DoubleSession(partition), 'session');
  partitions.set(partition, made);
  return made;
}

export const session = {
  get defaultSession() {
    return sessionOf('');
  },
  fromPartition: (partition: string) => sessionOf(partition),
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly Electron.CustomScheme[]) => {
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error('electron double: standard, secure schemes only');
      registerScheme(scheme);
    }
  },
  handle: (scheme: string, handler: SchemeHandler) => sessionOf('').protocol.handle(scheme, handler),
} satisfies Partial<Record<keyof Electron.Protocol, unknown>>;

/** Every session that has been made, the default one first. */
export function allSessions(): readonly DoubleSession[] {
  return [...partitions.values()];
}
