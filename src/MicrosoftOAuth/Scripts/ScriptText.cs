using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Scripts;

/// <summary>Reads a script with PowerShell's own parser, and says which of the parser's complaints are about the script.</summary>
internal static class ScriptText
{
    /// <summary>What the parser says of modules, types and editions that only the machine has on which the script runs.</summary>
    private static readonly HashSet<string> s_ofOtherMachines = new(StringComparer.Ordinal)
    {
        "ModuleNotFoundDuringParse", "TypeNotFound", "CustomAttributeTypeNotFound", "PropertyNotFoundForAttribute", "ErrorLoadingAssembly",
        "WorkflowNotSupportedInPowerShellCore",
    };

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the file cannot be read, or is no valid script.</exception>
    internal static ScriptBlockAst Parse(string path)
    {
        ScriptBlockAst script;
        ParseError[] errors;
        try
        {
            script = Parser.ParseFile(path, out _, out errors);
        }
        catch (RuntimeException unreadable)
        {
            throw Unreadable(path, unreadable.Message, unreadable);
        }

        ParseError? wrong = FirstOfSyntax(errors);
        return wrong is null ? script
            : wrong.ErrorId == "FileReadError" ? throw Unreadable(path, wrong.Message, cause: null)
            : throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"{path}, line {wrong.Extent.StartLineNumber}: {wrong.Message}",
                "Mend the script first; it could not be run either")
            {
                Target = path,
            };
    }

    /// <summary>
    /// A configuration is read by what Desired State Configuration has installed. Where that is missing, the parser says so (ParserError, which it says
    /// of nothing else), and then stumbles over the words and braces of the configuration's body, which it reads as plain commands.
    /// </summary>
    private static ParseError? FirstOfSyntax(ParseError[] errors)
    {
        bool isOfConfiguration = false;
        foreach (ParseError error in errors)
        {
            isOfConfiguration |= error.ErrorId == "ParserError";
            bool isOfIts = isOfConfiguration && (error.ErrorId is "ParserError" or "UnexpectedToken");
            if (!isOfIts && !s_ofOtherMachines.Contains(error.ErrorId))
            {
                return error;
            }
        }

        return null;
    }

    private static OAuthException Unreadable(string path, string why, Exception? cause) => new(
        OAuthErrorKind.InvalidArgument,
        $"{path} cannot be read: {why}",
        "See who may read it, and whether a program keeps it open: Get-Acl",
        cause)
    {
        Target = path,
    };
}
