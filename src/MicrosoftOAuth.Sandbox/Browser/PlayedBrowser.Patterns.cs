using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Sandbox.Browser;

/// <content>The parts of a page that the browser knows.</content>
internal sealed partial class PlayedBrowser
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(5);

    private static readonly Regex FormPattern = new("<form[^>]* action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);

    private static readonly Regex HiddenInputPattern = new("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);

    private static readonly Regex ButtonPattern = new("<button name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatternTimeout);
}
