using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MicrosoftOAuth.Shell;

/// <content>The questions. Answers come from the keyboard or, one a line, from redirected input.</content>
internal sealed partial class ShellHostUI
{
    public override string ReadLine() => Answer(input.ReadLine());

    public override SecureString ReadLineAsSecureString()
    {
        SecureString? secret = input.ReadSecret();
        if (terminal.InIsTerminal)
            Ask(Environment.NewLine); // The key that ended it was not shown either.
        return Answer(secret);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Introduce(caption, message);
        if (descriptions.Any(static field => !string.IsNullOrEmpty(field.HelpMessage)))
            Ask("(Type !? for help.)" + Environment.NewLine);

        Dictionary<string, PSObject> answers = new(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in descriptions)
            answers[field.Name] = PSObject.AsPSObject(AskFor(field));
        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        while (true)
        {
            foreach (ChoiceDescription choice in choices)
                Ask($"[{KeyOf(choice)}] {PlainLabel(choice)}  ");
            Ask(defaultChoice < 0 ? "[?] Help: " : $"[?] Help (default is \"{KeyOf(choices[defaultChoice])}\"): ");

            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;
            if (answer == "?")
                ExplainChoices(choices);
            else if (FindChoice(choices, answer) is int picked)
                return picked;
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        Introduce(caption, message);
        while (string.IsNullOrEmpty(userName))
        {
            Ask("User: ");
            userName = ReadLine();
        }

        Ask($"Password for user {userName}: ");
        SecureString password = ReadLineAsSecureString();
        return new PSCredential(string.IsNullOrEmpty(targetName) ? userName : $@"{targetName}\{userName}", password);
    }

    private object? AskFor(FieldDescription field)
    {
        // Text for a type that is out of reach here: the binder knows it and converts.
        Type type = Type.GetType(field.ParameterAssemblyFullName, throwOnError: false) ?? typeof(string);
        if (!type.IsAssignableTo(typeof(IList)))
            return AskForOne(field, type, field.Name + ": ");

        // Values until an empty line.
        Type element = type.GetElementType() ?? typeof(object);
        ArrayList values = [];
        while (AskForOne(field, element, $"{field.Name}[{values.Count}]: ") is { } value and not "" and not SecureString { Length: 0 })
            values.Add(value);
        return LanguagePrimitives.TryConvertTo(values, type, CultureInfo.InvariantCulture, out object list) ? list : values;
    }

    private object? AskForOne(FieldDescription field, Type type, string question)
    {
        if (type == typeof(PSCredential))
            return PromptForCredential("", field.Name, "", "");

        while (true)
        {
            Ask(question);
            if (type == typeof(SecureString))
                return ReadLineAsSecureString();

            string answer = ReadLine();
            if (answer == "!?" && !string.IsNullOrEmpty(field.HelpMessage))
                Ask(field.HelpMessage + Environment.NewLine);
            else if (answer.Length == 0)
                return answer;
            else if (LanguagePrimitives.TryConvertTo(answer, type, CultureInfo.InvariantCulture, out object value))
                return value;
            else
                Ask($"'{answer}' is no {type.Name}.{Environment.NewLine}");
        }
    }

    private void Introduce(string? caption, string? message)
    {
        if (!string.IsNullOrEmpty(caption))
            Ask(Environment.NewLine + caption + Environment.NewLine);
        if (!string.IsNullOrEmpty(message))
            Ask(message + Environment.NewLine);
    }

    private void Ask(string text) => Emit(terminal.Prompts, terminal.OutIsTerminal || terminal.ErrorIsTerminal, text);

    private T Answer<T>(T? answer) where T : class
    {
        // A log shows the question and not the answer; the next text starts on its own line.
        if (!terminal.InIsTerminal)
            Ask(Environment.NewLine);
        return answer ?? throw new HostException(
            "An answer is needed and the input has ended. Run the command where someone can answer, pipe the answers in one a line, or give every parameter (-Confirm:$false answers confirmations).",
            innerException: null, errorId: "InputEnded", ErrorCategory.ResourceUnavailable);
    }

    private static int? FindChoice(Collection<ChoiceDescription> choices, string answer)
    {
        for (int i = 0; i < choices.Count; i++)
        {
            if (answer.Equals(KeyOf(choices[i]), StringComparison.OrdinalIgnoreCase)
                || answer.Equals(PlainLabel(choices[i]), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    private void ExplainChoices(Collection<ChoiceDescription> choices)
    {
        foreach (ChoiceDescription choice in choices)
            Ask($"{KeyOf(choice)} - {choice.HelpMessage}{Environment.NewLine}");
    }

    // The letter behind the ampersand; the whole label where there is none.
    private static string KeyOf(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? char.ToUpperInvariant(choice.Label[mark + 1]).ToString()
            : choice.Label;
    }

    private static string PlainLabel(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);
}
