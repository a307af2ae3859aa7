#!/usr/bin/env bash
# CLI for Microsoft 365, unmodified: signs in as an app with its secret and registers another app.
# Needs HTTPS_PROXY and NODE_EXTRA_CA_CERTS as the practice server prints them. Each command is shown before its answer.
set -euo pipefail
cd "$(dirname "$0")"
. ./shown.sh
: "${TENANT_ID:?}" "${CLIENT_ID:?an app with Application.ReadWrite.All and the two permissions to consent}" "${CLIENT_SECRET:?}"
PATH="$PWD/node_modules/.bin:$PATH"
export HOME="${M365_HOME:-$(mktemp -d)}" NO_COLOR=1
SECRET=$CLIENT_SECRET

shown m365 login --authType secret --appId "$CLIENT_ID" --tenant "$TENANT_ID" --secret "$CLIENT_SECRET" --query '{connectedAs:connectedAs, authType:authType}'
shown m365 entra app add --name "Made by CLI for Microsoft 365" --platform web --redirectUris https://localhost/back --query '{objectId:objectId}'
APP_ID=$(m365 entra app get --name "Made by CLI for Microsoft 365" --query appId --output text)
shown m365 entra app get --appId "$APP_ID" --query '{displayName:displayName, redirectUris:web.redirectUris}'
shown m365 entra app permission add --appId "$APP_ID" --delegatedPermissions "https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.Read" --grantAdminConsent
shown m365 entra app permission add --appId "$APP_ID" --applicationPermissions https://graph.microsoft.com/User.Read.All --grantAdminConsent
shown m365 entra app permission list --appId "$APP_ID" --query '[].{type:type, permission:permission}'
shown m365 entra app remove --appId "$APP_ID" --force
shown m365 logout
