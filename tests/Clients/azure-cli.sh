#!/usr/bin/env bash
# Azure CLI, unmodified: an administrator makes an app, then the app signs in by itself and does the rest.
# Needs HTTPS_PROXY and REQUESTS_CA_BUNDLE as the practice server prints them, and TENANT_ID. Start the server with
# --approve-device-codes, or enter the code yourself at the page. Each command is shown before its answer.
set -euo pipefail
cd "$(dirname "$0")"
. ./shown.sh
export AZURE_CONFIG_DIR="${AZURE_CONFIG_DIR:-$(mktemp -d)}" AZURE_CORE_COLLECT_TELEMETRY=false AZURE_CORE_NO_COLOR=true AZURE_CORE_ONLY_SHOW_ERRORS=true
: "${TENANT_ID:?the practice tenant, as the server prints it}"
shown az login --use-device-code --tenant "$TENANT_ID" --allow-no-subscriptions --query '[].{tenant:tenantId, user:user.name}' --output table

shown az ad app create --display-name "Made by Azure CLI" --sign-in-audience AzureADMyOrg --web-redirect-uris https://localhost/back --query '{displayName:displayName, audience:signInAudience, redirectUris:web.redirectUris}' --output json
APP_ID=$(az ad app list --display-name "Made by Azure CLI" --query '[0].appId' --output tsv)
shown az ad sp create --id "$APP_ID" --query '{type:servicePrincipalType, names:servicePrincipalNames}' --output json
shown az ad app list --filter "appId eq '$APP_ID'" --query '[].displayName' --output tsv

GRAPH=00000003-0000-0000-c000-000000000000
shown az ad app permission add --id "$APP_ID" --api "$GRAPH" --api-permissions e1fe6dd8-ba31-4d61-89e7-88639da4683d=Scope 1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9=Role
shown az ad app permission list --id "$APP_ID" --query '[].resourceAccess[].type' --output tsv
shown az ad app permission grant --id "$APP_ID" --api "$GRAPH" --scope User.Read --query '{consentType:consentType, scope:scope}' --output json
shown az ad app permission list-grants --id "$APP_ID" --query '[].scope' --output tsv

# What the portal's button does for application permissions; Azure CLI has no command of its own that needs no portal.
PRINCIPAL=$(az ad sp show --id "$APP_ID" --query id --output tsv)
GRAPH_PRINCIPAL=$(az ad sp show --id "$GRAPH" --query id --output tsv)
shown az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$GRAPH_PRINCIPAL/appRoleAssignedTo" --body "{\"principalId\":\"$PRINCIPAL\",\"resourceId\":\"$GRAPH_PRINCIPAL\",\"appRoleId\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\"}" --query principalDisplayName --output tsv

SECRET=$(az ad app credential reset --id "$APP_ID" --display-name "for the script" --query password --output tsv)
printf "\n$ az ad app credential reset --id %s --display-name 'for the script' --query password --output tsv\n********\n" "$APP_ID"
shown az ad app credential list --id "$APP_ID" --query '[].displayName' --output tsv
shown az ad app federated-credential create --id "$APP_ID" --parameters '{"name":"main","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/app:ref:refs/heads/main","audiences":["api://AzureADTokenExchange"]}' --query '{name:name, subject:subject}' --output json
shown az logout

shown az login --service-principal --username "$APP_ID" --password "$SECRET" --tenant "$TENANT_ID" --allow-no-subscriptions --query '[].{tenant:tenantId, user:user.name, kind:user.type}' --output table
shown az ad app update --id "$APP_ID" --set displayName="Renamed by itself"
shown az ad app show --id "$APP_ID" --query displayName --output tsv
shown az ad app create --display-name "Short-lived" --query displayName --output tsv
OTHER=$(az ad app list --display-name "Short-lived" --query '[0].appId' --output tsv)
shown az ad app delete --id "$OTHER"
shown az ad app list --display-name "Short-lived" --query 'length(@)' --output tsv
shown az ad sp list --filter "appId eq '$APP_ID'" --query '[].displayName' --output tsv
shown az logout
