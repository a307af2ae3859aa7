// msal-node: an app signs in with its secret, twice; the second token comes from MSAL's cache.
import { ConfidentialClientApplication } from '@azure/msal-node';

const { TENANT_ID, CLIENT_ID, CLIENT_SECRET } = process.env;
const app = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: `https://login.microsoftonline.com/${TENANT_ID}`,
  },
});
const scopes = ['https://graph.microsoft.com/.default'];
const first = await app.acquireTokenByClientCredential({ scopes });
const second = await app.acquireTokenByClientCredential({ scopes });
const claims = JSON.parse(Buffer.from(first.accessToken.split('.')[1], 'base64url').toString());
console.log(JSON.stringify({
  tokenType: first.tokenType,
  tenant: claims.tid,
  app: claims.appid,
  roles: claims.roles,
  secondFromCache: second.fromCache,
}));
