import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { connectorHttp, type ConnectorHttpOptions } from './connectorHttp';
import { packed } from './entities';
import type { Envelope } from './envelope';
import type { TeamsOptions } from './options';
import { Recent } from './recent';

export type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type Connector = ReturnType<ConnectorFactory['create']>;
type UserTokens = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>;

/** Service addresses in use at a time; Teams has one a region. */
const CONNECTORS = 100;

/**
 * Bot Framework's own authentication, which makes a whole HTTP pipeline for the Connector and one for user tokens
 * at every turn. Both hold nothing of a turn, so one of each per service address is enough.
 */
class Authentication extends ConfigurationBotFrameworkAuthentication {
  private readonly connectors = new Recent<Connector>(CONNECTORS);
  private userTokens: UserTokens | undefined;

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<Authenticated> {
    const result = await super.authenticateRequest(activity, authHeader);
    return result.connectorFactory === undefined ? result : { ...result, connectorFactory: this.reusing(result.connectorFactory) };
  }

  override createConnectorFactory(identity: Identity): ConnectorFactory {
    return this.reusing(super.createConnectorFactory(identity));
  }

  override createUserTokenClient(identity: Identity): UserTokens {
    this.userTokens ??= super.createUserTokenClient(identity);
    return this.userTokens;
  }

  private reusing(factory: ConnectorFactory): ConnectorFactory {
    const make = factory.create.bind(factory);
    factory.create = (serviceUrl, audience) => {
      const key = `${serviceUrl}\n${audience ?? ''}`;
      const known = this.connectors.get(key);
      if (known !== undefined) return known;
      const made = make(serviceUrl, audience);
      this.connectors.set(key, made);
      made.catch(() => this.connectors.delete(key));
      return made;
    };
    return factory;
  }
}

/** botbuilder's CloudAdapter, with authenticating and running a turn as two steps: what is remembered of a turn lies between. */
export class TeamsAdapter extends CloudAdapter {
  /** Rejects when the caller is not who may speak for the channel. */
  authenticate(activity: Envelope, authHeader: string): Promise<Authenticated> {
    return this.botFrameworkAuthentication.authenticateRequest(asActivity(activity), authHeader);
  }

  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): ReturnType<CloudAdapter['sendActivities']> {
    return super.sendActivities(context, activities.map(packed));
  }

  /** What the HTTP response holds: buffered replies, an invoke's response, or nothing. */
  run(caller: Authenticated, activity: Envelope, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, asActivity(activity), logic);
  }
}

/** botbuilder's type promises fields that no channel sends; what its adapter reads has been checked by the envelope. */
function asActivity(activity: Envelope): Activity {
  return activity as unknown as Activity;
}

export interface Registration {
  readonly adapter: (http: ConnectorHttpOptions) => TeamsAdapter;
  /** The bot's own token for the Connector's files; undefined without an app id. */
  readonly bearer: () => Promise<string | undefined>;
}

/** Public cloud. Source: botframework-connector, `AuthenticationConstants`. */
const CONNECTOR_SCOPE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** The bot's registration, from which adapters are made. The tokens they fetch are cached by botbuilder, for all of them. */
export function registration({ app, cloud = {} }: Pick<TeamsOptions, 'app' | 'cloud'>): Registration {
  const settings = {
    ...(app.id ? { MicrosoftAppId: app.id } : {}),
    ...(app.password ? { MicrosoftAppPassword: app.password } : {}),
    ...(app.type ? { MicrosoftAppType: app.type } : {}),
    ...(app.tenantId ? { MicrosoftAppTenantId: app.tenantId } : {}),
  };
  const credentials = new ConfigurationServiceClientCredentialFactory(settings);
  return {
    adapter: (http) => new TeamsAdapter(new Authentication({ ...settings, ...cloud }, undefined, undefined, undefined, { httpClient: connectorHttp(http) })),
    async bearer() {
      if (!app.id) return undefined;
      const scope = cloud['ToChannelFromBotOAuthScope'] ?? CONNECTOR_SCOPE;
      const issuer = await credentials.createCredentials(app.id, scope, cloud['ToChannelFromBotLoginUrl'] ?? LOGIN, true);
      return hasToken(issuer) ? `Bearer ${await issuer.getToken()}` : undefined;
    },
  };
}

/** botbuilder's AppCredentials, which its declared type hides. */
function hasToken(value: object): value is { getToken(): Promise<string> } {
  return 'getToken' in value && typeof value.getToken === 'function';
}
