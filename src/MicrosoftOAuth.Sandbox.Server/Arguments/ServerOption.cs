namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>An option of the command line.</summary>
/// <param name="Name">Its name, with the dashes.</param>
/// <param name="Form">What its value looks like, for the help; null for a switch.</param>
/// <param name="Description">What it does, for the help.</param>
/// <param name="Apply">Puts its value among the arguments.</param>
internal sealed record ServerOption(string Name, string? Form, string Description, Func<ServerArguments, OptionValue, ServerArguments> Apply)
{
    public static ServerOption Switch(string name, string description, Func<ServerArguments, ServerArguments> apply) =>
        new(name, Form: null, description, (arguments, _) => apply(arguments));
}
