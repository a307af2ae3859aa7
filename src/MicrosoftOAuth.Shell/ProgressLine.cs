using System.Management.Automation;

namespace MicrosoftOAuth.Shell;

/// <summary>
/// Progress on stderr. On a terminal one line that is rewritten in place; in a log a plain line for every new
/// activity, and for a new status at most one a second.
/// </summary>
/// <param name="terminal">Where it is shown, and the clock.</param>
internal sealed class ProgressLine(ShellTerminal terminal)
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(1);

    private string _activity = "";
    private string _shown = "";
    private long _shownAt;
    private bool _onScreen;

    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            if (record.Activity == _activity)
                _activity = _shown = "";
            Erase();
            return;
        }

        string text = Describe(record);
        if (text == _shown && (_onScreen || !terminal.ErrorIsTerminal))
            return;
        if (record.Activity == _activity && terminal.Time.GetElapsedTime(_shownAt) < (terminal.ErrorIsTerminal ? RedrawInterval : LogInterval))
            return;

        _activity = record.Activity;
        _shown = text;
        _shownAt = terminal.Time.GetTimestamp();
        if (terminal.ErrorIsTerminal)
            Draw(text);
        else
            terminal.Error.WriteLine(text);
    }

    // One cell stays free: a full line would wrap. Where stdout goes elsewhere nobody knows the width of stderr's terminal.
    private int Room => Math.Max((terminal.OutIsTerminal ? terminal.Size().Width : 80) - 1, 1);

    /// <summary>Takes the line off the screen; anything else may be written now.</summary>
    public void Erase()
    {
        if (!_onScreen)
            return;
        terminal.Error.Write('\r' + new string(' ', Room) + '\r');
        _onScreen = false;
    }

    private static string Describe(ProgressRecord record)
    {
        string text = record.Activity;
        if (!string.IsNullOrWhiteSpace(record.StatusDescription))
            text += ": " + record.StatusDescription;
        if (!string.IsNullOrWhiteSpace(record.CurrentOperation))
            text += " - " + record.CurrentOperation;
        if (record.PercentComplete >= 0)
            text += $" ({record.PercentComplete}%)";
        if (record.SecondsRemaining >= 0)
            text += $" {record.SecondsRemaining} s left";
        return text.ReplaceLineEndings(" ");
    }

    private void Draw(string text)
    {
        Erase();
        terminal.Error.Write(text.Length <= Room ? text : text[..Room]);
        _onScreen = true;
    }
}
