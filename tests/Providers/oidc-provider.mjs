// oidc-provider on loopback TLS. Reads one line from stdin, {"certificate","key"} in PEM; prints one, {"port"}; ends when
// stdin does.
import { createServer } from 'node:https';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const api = 'https://api.contoso.example';
const scopes = ['openid', 'profile', 'offline_access', 'orders.read', 'api://orders/read'];

const configuration = {
  clients: [
    {
      client_id: 'web-app',
      client_secret: 'a secret with + and / and %',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      redirect_uris: ['https://app.contoso.example/callback'],
    },
    {
      client_id: 'native-app',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      redirect_uris: ['http://localhost'],
    },
  ],
  scopes,
  claims: { openid: ['sub'], profile: ['preferred_username'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  // The web app gets JWTs for an API, the native app tokens that only the provider can read.
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => (client.clientId === 'web-app' ? api : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'orders.read', audience: api, accessTokenFormat: 'jwt', accessTokenTTL: 1200 }),
    },
  },
};

const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
lines.once('line', (line) => {
  const { certificate, key } = JSON.parse(line);
  const server = createServer({ cert: certificate, key });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.on('request', new Provider(`https://127.0.0.1:${port}`, configuration).callback());
    console.log(JSON.stringify({ port }));
  });
});
