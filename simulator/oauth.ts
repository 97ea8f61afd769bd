import { randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Journal } from './journal.ts';

const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const REFRESH_SECONDS = 7_776_000;
const SESSION_SECONDS = 60;

const Exchange = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:token-exchange'),
  client_id: z.string(),
  client_secret: z.string(),
  subject_token: z.string(),
  subject_token_type: z.literal(ID_TOKEN),
  requested_token_type: z.literal(OFFLINE),
  expiring: z.literal('1'),
});
const Refresh = z.object({
  grant_type: z.literal('refresh_token'),
  client_id: z.string(),
  client_secret: z.string(),
  refresh_token: z.string(),
});
const TokenRequest = z.discriminatedUnion('grant_type', [Exchange, Refresh]);

export interface AppCredentials {
  apiKey: string;
  apiSecret: string;
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Epoch milliseconds of real time: tokens end by the wall clock, not by the store's. */
  expiresAt: number;
}

interface Options extends AppCredentials {
  shopDomain: string;
  /** What the merchant grants now. */
  scopes: () => string;
  /** How long an access token opens doors. */
  tokenSeconds: number;
  journal: Journal;
  now: () => string;
}

export interface OAuthAnswer {
  status: number;
  body: object;
}

/** Session tokens and the one expiring offline token of an app in a store. */
export class OAuth {
  readonly #options: Options;
  #tokens: Tokens | null = null;
  #installed = true;

  constructor(options: Options) {
    this.#options = options;
    for (const entry of options.journal.read()) {
      if (entry.kind === 'tokens') this.#tokens = entry;
      if (entry.kind === 'uninstalled') this.#tokens = null;
      if (entry.kind === 'uninstalled') this.#installed = false;
      if (entry.kind === 'tokens' || entry.kind === 'reinstalled') this.#installed = true;
    }
  }

  /** False from an uninstall until the app is installed or given a token again. */
  get installed(): boolean {
    return this.#installed;
  }

  /** The merchant removes the app: no token of it opens anything any more. */
  uninstall(): void {
    this.#tokens = null;
    this.#installed = false;
    this.#options.journal.append([{ kind: 'uninstalled', at: this.#options.now() }]);
  }

  /** The merchant installs the app again; it gets a token when its page is opened. */
  reinstall(): void {
    this.#installed = true;
    this.#options.journal.append([{ kind: 'reinstalled', at: this.#options.now() }]);
  }

  /** What App Bridge's `idToken()` gives to the page of a merchant who has the app open. */
  sessionToken(): Promise<string> {
    const { shopDomain, apiKey, apiSecret } = this.#options;
    return new SignJWT({
      iss: `https://${shopDomain}/admin`,
      dest: `https://${shopDomain}`,
      aud: apiKey,
      sub: '1',
      jti: randomUUID(),
      sid: randomUUID(),
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(`${SESSION_SECONDS}s`)
      .sign(Buffer.from(apiSecret));
  }

  accepts(accessToken: string | undefined): boolean {
    const tokens = this.#tokens;
    return tokens !== null && tokens.accessToken === accessToken && tokens.expiresAt > Date.now();
  }

  /** `POST /admin/oauth/access_token`. */
  async answer(body: unknown): Promise<OAuthAnswer> {
    const request = TokenRequest.safeParse(body);
    if (!request.success) return refused('invalid_request', z.prettifyError(request.error));
    const { client_id: id, client_secret: secret } = request.data;
    if (id !== this.#options.apiKey || secret !== this.#options.apiSecret) {
      return refused('invalid_client', 'client_id or client_secret is wrong');
    }
    if (request.data.grant_type === 'refresh_token') {
      return request.data.refresh_token === this.#tokens?.refreshToken
        ? this.#grant()
        : refused('invalid_grant', 'the refresh token is not the current one');
    }
    return (await this.#isSessionToken(request.data.subject_token))
      ? this.#grant()
      : refused('invalid_subject_token', 'the session token is not valid for this store');
  }

  async #isSessionToken(token: string): Promise<boolean> {
    const { apiKey, apiSecret, shopDomain } = this.#options;
    try {
      const { payload } = await jwtVerify(token, Buffer.from(apiSecret), { audience: apiKey });
      return payload.dest === `https://${shopDomain}`;
    } catch {
      return false;
    }
  }

  #grant(): OAuthAnswer {
    const { tokenSeconds, scopes, journal, now } = this.#options;
    const tokens: Tokens = {
      accessToken: `shpat_${randomBytes(16).toString('hex')}`,
      refreshToken: `shprt_${randomBytes(16).toString('hex')}`,
      expiresAt: Date.now() + tokenSeconds * 1000,
    };
    this.#tokens = tokens;
    this.#installed = true;
    journal.append([{ kind: 'tokens', at: now(), ...tokens }]);
    return {
      status: 200,
      body: {
        access_token: tokens.accessToken,
        scope: scopes(),
        expires_in: tokenSeconds,
        refresh_token: tokens.refreshToken,
        refresh_token_expires_in: REFRESH_SECONDS,
      },
    };
  }
}

function refused(error: string, description: string): OAuthAnswer {
  return { status: 400, body: { error, error_description: description } };
}
