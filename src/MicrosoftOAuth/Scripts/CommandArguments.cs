using System.Management.Automation.Language;

namespace MicrosoftOAuth.Scripts;

/// <summary>The arguments of a command as they stand. The command itself need not be installed, so nothing is asked of it.</summary>
internal sealed class CommandArguments
{
    /// <summary>The parameters without a value of the commands that are read here; any other takes what follows it.</summary>
    private static readonly HashSet<string> s_switches = new(StringComparer.OrdinalIgnoreCase)
    {
        "All", "Batch", "NonInteractive", "WhatIf", "Confirm", "Verbose", "Debug",
        "PassThru", "SkipHeaderValidation", "UseBasicParsing", "UseDefaultCredentials", "SkipCertificateCheck", "SkipHttpErrorCheck",
        "DisableKeepAlive", "FollowRelLink", "NoProxy", "PreserveAuthorizationOnRedirect", "PreserveHttpMethodOnRedirect",
        "AllowUnencryptedAuthentication", "AllowInsecureRedirect", "ProxyUseDefaultCredentials", "Resume", "InferOutputFileName",
        "ShouldGenerateSessionObject",
    };

    private readonly List<(string Name, Ast Value)> _named = [];
    private readonly List<Ast> _positional = [];

    /// <summary>True where a hashtable is splatted, which may bring any argument.</summary>
    internal bool AreSplatted { get; private set; }

    /// <summary>The arguments without a name.</summary>
    internal IReadOnlyList<Ast> Positional => _positional;

    internal static CommandArguments Of(CommandAst command)
    {
        CommandArguments all = new();
        CommandParameterAst? open = null;
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            switch (element)
            {
                case CommandParameterAst { Argument: { } value } parameter:
                    all._named.Add((parameter.ParameterName, value));
                    break;
                case CommandParameterAst parameter:
                    open = s_switches.Contains(parameter.ParameterName) ? null : parameter;
                    break;
                case VariableExpressionAst { Splatted: true }:
                    all.AreSplatted = true;
                    break;
                case var value when open is not null:
                    all._named.Add((open.ParameterName, value));
                    open = null;
                    break;
                default:
                    all._positional.Add(element);
                    break;
            }
        }

        return all;
    }

    /// <summary>The value of a parameter, whose name may be shortened; null where it is not given.</summary>
    internal Ast? Named(string parameter) => _named
        .Where(one => parameter.StartsWith(one.Name, StringComparison.OrdinalIgnoreCase))
        .Select(one => one.Value)
        .FirstOrDefault();
}
