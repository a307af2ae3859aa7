using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>A host that keeps what is shown and answers prompts from a queue; a prompt nobody expected fails.</summary>
internal sealed class TestHost : PSHost
{
    private readonly TestHostUI _ui = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "TestHost";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    /// <summary>All text shown, prompts included.</summary>
    internal string Shown => _ui.Text.ToString();

    /// <summary>Answers to the prompts to come.</summary>
    internal Queue<string> Answers => _ui.Answers;

    public override void EnterNestedPrompt()
    {
    }

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class TestHostUI : PSHostUserInterface
    {
        private readonly TestRawUI _raw = new();

        public StringBuilder Text { get; } = new();

        public Queue<string> Answers { get; } = new();

        public override PSHostRawUserInterface RawUI => _raw;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            WriteLine($"{caption} {message}");
            return descriptions.ToDictionary(field => field.Name, _ => PSObject.AsPSObject(Next()), StringComparer.Ordinal);
        }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            WriteLine($"{caption} {message}");
            string answer = Next();
            return choices.Select((choice, index) => (choice.Label.Replace("&", string.Empty, StringComparison.Ordinal), index))
                .First(choice => choice.Item1.StartsWith(answer, StringComparison.OrdinalIgnoreCase)).index;
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException("No test answers a credential prompt.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException("No test answers a credential prompt.");

        public override string ReadLine() => Next();

        public override SecureString ReadLineAsSecureString()
        {
            SecureString text = new();
            foreach (char c in Next())
            {
                text.AppendChar(c);
            }

            return text;
        }

        public override void Write(string value) => Text.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteLine(string value) => Text.Append(value).Append('\n');

        public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

        public override void WriteErrorLine(string value) => WriteLine("ERROR: " + value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

        public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

        private string Next() => Answers.Count > 0
            ? Answers.Dequeue()
            : throw new InvalidOperationException("A prompt that the test did not expect: " + Text);
    }

    private sealed class TestRawUI : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(160, 50);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(160, 50);

        public override string WindowTitle { get; set; } = string.Empty;

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException("A test host has no screen.");

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("A test host has no keyboard.");

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        {
        }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
        {
        }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
        {
        }
    }
}
