using System.Security;

namespace MicrosoftOAuth.Shell.Tests;

public sealed class PromptTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("y\n", "changed nut")]
    [InlineData("Yes\n", "changed nut")]
    [InlineData("\n", "changed nut")]
    [InlineData("n\n", "left nut")]
    [InlineData("what\n?\nL\n", "left nut")]
    public void A_confirmation_is_answered_from_redirected_input(string answers, string outcome)
    {
        ShellRun run = _bench.RunCommand("Set-Thing nut", answers);

        Assert.Equal(outcome + "\n", run.Out);
        Assert.Contains("Performing the operation \"Change\" on target \"nut\".", run.Error, StringComparison.Ordinal);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_are_on_the_screen_and_not_in_the_output_file()
    {
        Assert.Contains("Confirm", _bench.Run(ShellBench.Screen("y\n"), "-Command", "Set-Thing nut").Out, StringComparison.Ordinal);
        Assert.Equal("changed nut\n", _bench.RunCommand("Set-Thing nut", "y\n").Out);
    }

    [Fact]
    public void Yes_to_all_is_asked_once()
    {
        ShellRun run = _bench.RunCommand(
            """
            function Set-Both { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()
                'a', 'b' | ForEach-Object { if ($PSCmdlet.ShouldProcess($_, 'Change')) { $_ } } }
            Set-Both
            """,
            "a\n");

        Assert.Equal("a\nb\n", run.Out);
    }

    [Fact]
    public void Confirm_false_asks_nothing()
    {
        ShellRun run = _bench.RunCommand("Set-Thing nut -Confirm:$false");

        Assert.Equal("changed nut\n", run.Out);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("Set-Thing nut", "An answer is needed and the input has ended.")]
    [InlineData("Get-Login -User me", "missing mandatory parameters: Secret.")]
    public void A_question_at_the_end_of_the_input_is_a_clear_error(string command, string words)
    {
        ShellRun run = _bench.RunCommand("$ErrorActionPreference = 'Stop'; " + command);

        Assert.Equal(1, run.Code);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Suspending_is_refused_with_a_reason()
    {
        ShellRun run = _bench.RunCommand("Set-Thing nut", "s\n");

        Assert.Contains("can't suspend", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Mandatory_parameters_are_asked_for_and_a_secret_is_not_shown()
    {
        ShellRun run = _bench.RunCommand("Get-Login", $"me\n{Secret}\n");

        Assert.Equal($"me has {Secret.Length} characters\n", run.Out);
        Assert.Contains("User: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Secret: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_asked_for_again()
    {
        ShellRun run = _bench.RunCommand(
            "function Get-Sum { param([Parameter(Mandatory)] [int[]] $Number) $sum = 0; $Number | ForEach-Object { $sum += $_ }; $sum } Get-Sum",
            "40\nmany\n2\n\n");

        Assert.Equal("42\n", run.Out);
        Assert.Contains("Number[1]: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("'many' is no Int32.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_help_message_is_one_question_away()
    {
        ShellRun run = _bench.RunCommand(
            "function Get-It { param([Parameter(Mandatory, HelpMessage = 'The blue one.')] [string] $Which) $Which } Get-It",
            "!?\nthis\n");

        Assert.Equal("this\n", run.Out);
        Assert.Contains("The blue one.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_is_asked_for_in_two_lines()
    {
        ShellRun run = _bench.RunCommand(
            "$c = $Host.UI.PromptForCredential('Sign in', 'Who?', '', ''); \"$($c.UserName) $($c.Password.Length)\"", $"\nme\n{Secret}\n");

        Assert.Equal($"me {Secret.Length}\n", run.Out);
        Assert.Contains("Password for user me: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_can_be_read()
    {
        Assert.Equal("<hello>\n", _bench.RunCommand("\"<$($Host.UI.ReadLine())>\"", "hello\n").Out);
    }

    [Fact]
    public void A_secret_from_the_keyboard_leaves_no_trace_on_the_screen()
    {
        Queue<ConsoleKeyInfo> keys = Keys("abX\b\u0001c\r");
        List<bool> controlC = [];
        ShellTerminal screen = ShellBench.Screen() with { ReadKey = keys.Dequeue, ControlCIsKey = controlC.Add };

        ShellRun run = _bench.Run(
            screen, "-Command", "$s = $Host.UI.ReadLineAsSecureString(); [System.Net.NetworkCredential]::new('', $s).Password -ceq 'abc'");

        Assert.Equal("\nTrue\n", run.Out);
        Assert.Empty(run.Error);
        Assert.Equal([true, false], controlC);
    }

    [Fact]
    public void Control_C_while_typing_a_secret_stops_the_command()
    {
        Queue<ConsoleKeyInfo> keys = Keys("ab");
        keys.Enqueue(new ConsoleKeyInfo('\u0003', ConsoleKey.C, shift: false, alt: false, control: true));
        ShellTerminal screen = ShellBench.Screen() with { ReadKey = keys.Dequeue };

        ShellRun run = _bench.Run(screen, "-Command", "$null = $Host.UI.ReadLineAsSecureString(); 'not reached'");

        Assert.Equal(130, run.Code);
        Assert.Empty(run.Out + run.Error);
    }

    [Fact]
    public void A_secret_from_redirected_input_is_the_next_line()
    {
        using ShellInput input = new(ShellBench.Redirected("first\nsecond\n"), static () => { });

        using SecureString? secret = input.ReadSecret();

        Assert.Equal(5, secret!.Length);
        Assert.True(secret.IsReadOnly());
        Assert.Equal("second", input.ReadLine());
        Assert.Null(input.ReadSecret());
    }

    private static Queue<ConsoleKeyInfo> Keys(string text) => new(text.Select(static character => new ConsoleKeyInfo(
        character,
        character switch { '\r' => ConsoleKey.Enter, '\b' => ConsoleKey.Backspace, _ => ConsoleKey.NoName },
        shift: false, alt: false, control: false)));
}
