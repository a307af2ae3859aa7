namespace MicrosoftOAuth.Sandbox.Server.Startup;

/// <summary>What a person reads at the start: the lines to set, and who there is to sign in as.</summary>
internal static class StartupText
{
    /// <summary>The line that says that clients may come; scripts wait for its first word.</summary>
    public static string Ready(PracticeServer server) => $"listening on {Address(server.ProxyAddress)}";

    public static string Whole(PracticeServer server) => $"""
        Practice tenant {server.Tenant.TenantId} ({server.Tenant.DefaultDomain})

        In bash, for the programs that are to meet it:
          {string.Join("\n  ", BashLines(server))}

        In PowerShell:
          {string.Join("\n  ", PowerShellLines(server))}

        Everybody's password is {PracticeTenant.PracticePassword}
          {string.Join("\n  ", PeopleLines(server.Tenant))}

        What there is and what happens: {server.ControlAddress}

        {Ready(server)}
        """;

    private static IEnumerable<string> BashLines(PracticeServer server)
    {
        var proxy = Address(server.ProxyAddress);
        var file = BashQuoted(server.AuthorityFile);
        yield return $"export HTTPS_PROXY={proxy} https_proxy={proxy} NO_PROXY=localhost,127.0.0.1 no_proxy=localhost,127.0.0.1 NODE_USE_ENV_PROXY=1";
        yield return "export " + string.Join(' ', ClientVariables.AuthorityFile.Select(name => $"{name}={file}"));
    }

    private static IEnumerable<string> PowerShellLines(PracticeServer server)
    {
        yield return $"$env:HTTPS_PROXY = $env:https_proxy = '{Address(server.ProxyAddress)}'; $env:NO_PROXY = $env:no_proxy = 'localhost,127.0.0.1'; $env:NODE_USE_ENV_PROXY = '1'";
        yield return string.Join(" = ", ClientVariables.AuthorityFile.Select(name => "$env:" + name)) + $" = '{server.AuthorityFile.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static IEnumerable<string> PeopleLines(PracticeTenant tenant)
    {
        var people = tenant.Tenants.SelectMany(directory => directory.Users).ToList();
        var width = people.Max(user => user.UserPrincipalName.Length);
        return people.Select(user => $"{user.UserPrincipalName.PadRight(width)}  {user.DirectoryRole ?? "no directory role"}");
    }

    private static string Address(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string BashQuoted(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_') ? path : "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
