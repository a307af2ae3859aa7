// Makes Node's own fetch take HTTPS_PROXY, as NODE_USE_ENV_PROXY=1 does from Node 22.21 and 24 on.
// Loaded with NODE_OPTIONS=--import, so that the clients themselves stay as they are.
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

setGlobalDispatcher(new EnvHttpProxyAgent());
