namespace MicrosoftOAuth.Scripts;

/// <summary>
/// A command that sends web requests: its parameters, as far as they tell what an argument is. It need not be installed here, so
/// nothing is asked of it. Sources: the reference pages of Invoke-RestMethod and Invoke-WebRequest
/// (https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-restmethod) and of Invoke-MgGraphRequest
/// (https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/invoke-mggraphrequest).
/// </summary>
internal sealed class WebCommand
{
    internal const string Uri = "Uri";
    internal const string Method = "Method";
    internal const string CustomMethod = "CustomMethod";
    internal const string AliasName = "Name";
    internal const string AliasValue = "Value";

    private const string CommonSwitches = "Verbose Debug vb db";

    private const string CommonValues = "ErrorAction WarningAction InformationAction ProgressAction ErrorVariable WarningVariable InformationVariable OutVariable OutBuffer PipelineVariable";

    private static readonly WebCommand s_anyHost = new(
        [Uri],
        "AllowInsecureRedirect AllowUnencryptedAuthentication DisableKeepAlive FollowRelLink NoProxy PassThru PreserveAuthorizationOnRedirect PreserveHttpMethodOnRedirect ProxyUseDefaultCredentials Resume SkipCertificateCheck SkipHeaderValidation SkipHttpErrorCheck UseBasicParsing UseDefaultCredentials FL",
        "Uri Method CustomMethod CM Authentication Body Certificate CertificateThumbprint ConnectionTimeoutSeconds ContentType Credential Form Headers HttpVersion InFile MaximumFollowRelLink MaximumRedirection MaximumRetryCount OperationTimeoutSeconds OutFile Proxy ProxyCredential ResponseHeadersVariable RetryIntervalSec SessionVariable SslProtocol StatusCodeVariable TimeoutSec Token TransferEncoding UnixSocket PipeName UserAgent WebSession ML RHV SV");

    private static readonly WebCommand s_graphSdk = new(
        [Method, Uri, "Body", "Headers"],
        "InferOutputFileName PassThru SkipHeaderValidation SkipHttpErrorCheck Break",
        "Uri Method Body Headers OutputFilePath InputFilePath Token ContentType Authentication SessionVariable ResponseHeadersVariable StatusCodeVariable GraphRequestSession UserAgent OutputType SV RHV") { IsGraphs = true };

    private static readonly WebCommand s_own = new(
        [Uri],
        "All Batch NonInteractive WhatIf Confirm wi cf",
        "Uri Method Body Headers TimeoutSeconds Context") { IsGraphs = true };

    /// <summary>Whatever command a variable holds: only what is named in full tells anything.</summary>
    internal static readonly WebCommand Unknown = new([], string.Empty, "Uri Method CustomMethod CM");

    /// <summary>Set-Alias and New-Alias, which send nothing: the parameters only (https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/set-alias).</summary>
    internal static readonly WebCommand Alias = new([AliasName, AliasValue], "Force PassThru WhatIf Confirm wi cf", "Name Value Description Option Scope");

    private static readonly Dictionary<string, WebCommand> s_commands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Invoke-MsOAuthRequest"] = s_own,
        ["Invoke-MgGraphRequest"] = s_graphSdk,
        ["Invoke-GraphRequest"] = s_graphSdk,
        ["Invoke-MgRestMethod"] = s_graphSdk,
        ["Invoke-RestMethod"] = s_anyHost,
        ["irm"] = s_anyHost,
        ["Invoke-WebRequest"] = s_anyHost,
        ["iwr"] = s_anyHost,
        ["curl"] = s_anyHost,
        ["wget"] = s_anyHost,
    };

    private readonly Dictionary<string, bool> _takesValue = new(StringComparer.OrdinalIgnoreCase);

    private WebCommand(string[] positions, string switches, string values)
    {
        Positions = positions;
        foreach (string name in $"{switches} {CommonSwitches}".Split(' '))
        {
            _takesValue[name] = false;
        }

        foreach (string name in $"{values} {CommonValues}".Split(' '))
        {
            _takesValue[name] = true;
        }
    }

    /// <summary>The parameters that arguments without a name go to, in this order, the named ones left out.</summary>
    internal IReadOnlyList<string> Positions { get; }

    /// <summary>True where it calls Microsoft Graph without being told its host.</summary>
    internal bool IsGraphs { get; private init; }

    /// <summary>True for names that are programs of their own outside Windows PowerShell.</summary>
    internal static bool MayBeProgram(string name) => name.ToUpperInvariant() is "CURL" or "WGET";

    /// <summary>The command of a name or an alias, without its module; null for any other.</summary>
    internal static WebCommand? Named(string name) => s_commands.TryGetValue(name, out WebCommand? command) ? command : null;

    /// <summary>A parameter by its name, which may be shortened as far as it is the only one; null for one that it does not have.</summary>
    internal string? Parameter(string name)
    {
        string[] like = [.. _takesValue.Keys.Where(parameter => parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        string? found = Array.Find(like, parameter => parameter.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? (like.Length == 1 ? like[0] : null);
        return found == "CM" ? CustomMethod : found;
    }

    /// <summary>True for a parameter that takes what follows it. One that is not known does, as most do.</summary>
    internal bool TakesValue(string? parameter) => parameter is null || _takesValue[parameter];
}
