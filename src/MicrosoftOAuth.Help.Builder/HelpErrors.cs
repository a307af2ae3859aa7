namespace MicrosoftOAuth.Help;

/// <summary>Gathers what is wrong with one file.</summary>
internal sealed class HelpErrors(string file)
{
    private readonly List<HelpError> _errors = [];

    public void Add(int line, string message) => _errors.Add(new HelpError(file, line, message));

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new HelpException([.. _errors.OrderBy(error => error.Line)]);
    }
}
