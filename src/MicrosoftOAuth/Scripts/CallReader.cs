using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;

namespace MicrosoftOAuth.Scripts;

/// <summary>Reads the calls of scripts and lists. What cannot be read is reported, and the rest is read all the same.</summary>
/// <param name="files">Finds the scripts.</param>
/// <param name="fail">Receives what cannot be read.</param>
/// <param name="say">Receives what is to be said of what was read.</param>
internal sealed class CallReader(ScriptFiles files, Action<OAuthException> fail, Action<string> say)
{
    /// <summary>True once something could not be read, so that the calls are not all.</summary>
    internal bool IsPartial { get; private set; }

    internal IReadOnlyList<ApiCall> Read(string[] paths, string[] literalPaths, PSObject[] calls, CancellationToken cancellationToken)
    {
        List<string> scripts = [.. paths.SelectMany(path => OrNone(() => files.Like(path))), .. literalPaths.SelectMany(path => OrNone<string>(() => [files.At(path)]))];
        return [.. scripts.SelectMany(script => OrNone(() => OfScript(script, cancellationToken))), .. calls.SelectMany(call => OrNone<ApiCall>(() => [CallText.Of(call)]))];
    }

    private IReadOnlyList<ApiCall> OfScript(string script, CancellationToken cancellationToken)
    {
        IReadOnlyList<ApiCall> calls = ScriptCalls.Read(script, cancellationToken);
        if (calls.Count == 0)
        {
            say($"No call of Microsoft Graph stands in {script}.");
        }

        return calls;
    }

    private IReadOnlyList<T> OrNone<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (OAuthException failure)
        {
            IsPartial = true;
            fail(failure);
            return [];
        }
    }
}
