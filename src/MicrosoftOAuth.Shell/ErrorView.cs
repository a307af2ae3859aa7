using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Shell;

/// <summary>The format view that shows errors as <see cref="ConciseError"/> renders them.</summary>
internal static class ErrorView
{
    private const string Render = $"[{nameof(MicrosoftOAuth)}.{nameof(Shell)}.{nameof(ConciseError)}]::{nameof(ConciseError.Render)}($_, $Host.UI.RawUI.WindowSize.Width)";

    /// <summary>Puts the view before the engine's own: of two views for a type the first is taken.</summary>
    public static void PutFirst(InitialSessionState state)
    {
        SessionStateFormatEntry[] others = [.. state.Formats];
        state.Formats.Clear();
        state.Formats.Add(new SessionStateFormatEntry(new ExtendedTypeDefinition(typeof(ErrorRecord).FullName, [View()])));
        state.Formats.Add(others);
    }

    private static FormatViewDefinition View() => new(
        "ErrorInstance",
        CustomControl.Create(outOfBand: true).StartEntry().AddScriptBlockExpressionBinding(Render).EndEntry().EndControl());
}
