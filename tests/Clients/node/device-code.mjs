// msal-node: a person signs in with a device code, and MSAL renews the token silently.
import { PublicClientApplication } from '@azure/msal-node';

const { TENANT_ID } = process.env;
const app = new PublicClientApplication({
  auth: {
    clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    authority: `https://login.microsoftonline.com/${TENANT_ID}`,
  },
});
const scopes = ['https://graph.microsoft.com/User.Read'];
let shown;
const result = await app.acquireTokenByDeviceCode({
  scopes,
  deviceCodeCallback: (code) => { shown = code; console.error(code.message); },
});
const renewed = await app.acquireTokenSilent({ account: result.account, scopes, forceRefresh: true });
console.log(JSON.stringify({
  verificationUri: shown.verificationUri,
  account: result.account.username,
  tenant: result.tenantId,
  scopes: result.scopes,
  renewed: renewed.accessToken !== result.accessToken,
}));
