using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>What makes a group valid ("Create group").</summary>
internal static class GroupRules
{
    public static void Check(Group group, TenantState tenant)
    {
        if (group.Text("displayName") is not { Length: > 0 and <= 256 })
            throw GraphException.InvalidProperty("displayName", "Group");
        if (group.Text("mailNickname") is not { Length: > 0 and <= 64 } nickname || nickname.IndexOfAny(['@', '(', ')', '\\', '[', ']', '"', ';', ':', '<', '>', ',', ' ']) >= 0)
            throw GraphException.InvalidProperty("mailNickname", "Group");
        if (group.Texts("groupTypes").Any(type => type is not ("Unified" or "DynamicMembership")))
            throw GraphException.InvalidProperty("groupTypes", "Group");
        var isUnified = group.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal);
        if (group.Flag("mailEnabled") == true && !isUnified)
            throw GraphException.BadRequest("The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.");
        if (!group.IsSecurity && !isUnified)
            throw GraphException.InvalidProperty("securityEnabled", "Group");
        if (group.Text("visibility") is not (null or "Public" or "Private" or "HiddenMembership"))
            throw GraphException.InvalidProperty("visibility", "Group");
        CheckUniqueNames(group, tenant.Directory);
        if (isUnified && group.Text("mail") is null)
            SetMail(group, nickname, tenant.Organization.Domain);
    }

    private static void CheckUniqueNames(Group group, TenantDirectory directory)
    {
        if (group.Text("uniqueName") is { } name && directory.Groups.All.Concat(directory.DeletedGroups.All).Any(other => other != group && other.Text("uniqueName") == name))
            throw GraphException.Taken("uniqueName");
        if (group.Flag("mailEnabled") == true && directory.Groups.All.Any(other => other != group && other.Flag("mailEnabled") == true && string.Equals(other.Text("mailNickname"), group.Text("mailNickname"), StringComparison.OrdinalIgnoreCase)))
            throw GraphException.Taken("mailNickname");
    }

    private static void SetMail(Group group, string nickname, string domain)
    {
        group.Set("mail", $"{nickname}@{domain}");
        group.Properties["proxyAddresses"] = new System.Text.Json.Nodes.JsonArray($"SMTP:{nickname}@{domain}");
        group.Properties["visibility"] ??= "Public";
    }
}
