import { EventEmitter } from 'node:events'
import type { Protocol, Session, WebContents } from 'electron'

type RequestHandler = Parameters<Protocol['handle']>[1]
type CheckHandler = Exclude<Parameters<Session['setPermissionCheckHandler']>[0], null>
type Privileges = Parameters<Protocol['registerSchemesAsPrivileged']>[0]

const handlers = new Map<string, RequestHandler>()
const standard = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: Privileges): void {
    for (const { scheme, privileges } of schemes)
      if (privileges?.standard === true && privileges.secure === true) standard.add(scheme)
  },
  handle(scheme: string, handler: RequestHandler): void {
    // Only standard, secure schemes get an origin, and the browser side shows every scheme as one.
    if (!standard.has(scheme)) throw new Error(`${scheme} was not registered as standard and secure`)
    handlers.set(scheme, handler)
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>

/** Lets main answer a request of the page, as Chromium's network service would. */
export async function answerRequest(request: GlobalRequest): Promise<GlobalResponse> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1))
  if (handler === undefined) throw new Error('No handler for this scheme')
  return handler(request)
}

class StandInSession
  extends EventEmitter
  implements
    Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  readonly protocol = protocol
  // As in Electron, everything is granted until somebody refuses.
  #check: CheckHandler = () => true
  #asks: Parameters<Session['setPermissionRequestHandler']>[0] = (_contents, _name, answer) => answer(true)

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this.#asks = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler ?? (() => true)
  }

  setDevicePermissionHandler(): void {}

  /** Chromium's names of the permissions that both of main's handlers let through. */
  grantedTo(contents: WebContents, url: string): string[] {
    const details = {
      isMainFrame: true,
      requestingUrl: url,
      securityOrigin: url,
      mediaType: 'unknown' as const,
    }
    const asked = (name: 'geolocation' | 'notifications' | 'midi') => {
      let granted = false
      this.#asks?.(
        contents,
        name,
        (answer) => {
          granted = answer
        },
        details,
      )
      return granted
    }
    return (['geolocation', 'notifications', 'midi'] as const).filter(
      (name) => asked(name) && this.#check(contents, name, url, details),
    )
  }
}

export const session = { defaultSession: new StandInSession() }
