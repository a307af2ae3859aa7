using System.Globalization;
using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// An operator of Should: a test in PowerShell's own operators, as Pester's functions/assertions have it,
/// and the words for its failure.
/// </summary>
/// <param name="Test">Script over $actual and $expected that tells whether the assertion holds.</param>
/// <param name="Message">Failure text with {0} expected, {1} reason, {2} actual, {3} its type, {4} its count.</param>
/// <param name="NegativeMessage">The same for -Not.</param>
internal sealed record PesterAssertion(string Test, string Message, string NegativeMessage)
{
    /// <summary>Whether the operator compares with a value.</summary>
    public bool TakesExpected { get; private init; } = true;

    /// <summary>Whether it sees all the pipeline's objects at once, and not one after the other.</summary>
    public bool TakesAll { get; private init; }

    /// <summary>A test for -Not where it is more than the opposite.</summary>
    public string? NegativeTest { get; private init; }

    /// <summary>Makes of the expected value what the test needs; throws if it cannot.</summary>
    private Func<object?, object?> Convert { get; init; } = value => value;

    /// <summary>Words in place of the two messages: from actual, expected, -Not and the reason; null for the messages after all.</summary>
    private Func<object?, object?, bool, string, string?>? Phrase { get; init; }

    public static IReadOnlyDictionary<string, PesterAssertion> ByName { get; } = new Dictionary<string, PesterAssertion>(StringComparer.OrdinalIgnoreCase)
    {
        ["Be"] = new(Equal("-eq"), "", "Expected {0} to be different from the actual value,{1} but got the same value.")
        {
            TakesAll = true,
            Phrase = (actual, expected, negate, reason) => Unequal(actual, expected, negate, reason, StringComparison.InvariantCultureIgnoreCase),
        },
        ["BeExactly"] = new(Equal("-ceq"), "", "Expected {0} to be different from the actual value,{1} but got exactly the same value.")
        {
            TakesAll = true,
            Phrase = (actual, expected, negate, reason) => Unequal(actual, expected, negate, reason, StringComparison.InvariantCulture),
        },
        ["BeTrue"] = new("[bool]$actual", "Expected $true,{1} but got {2}.", "Expected $false,{1} but got {2}.") { TakesExpected = false },
        ["BeFalse"] = new("-not $actual", "Expected $false,{1} but got {2}.", "Expected $true,{1} but got {2}.") { TakesExpected = false },
        ["BeNullOrEmpty"] = new(
            """
            if ($null -eq $actual) { return $true }
            if ($actual.Count -ne 1) { return $actual.Count -eq 0 }
            if ($actual[0] -is [hashtable]) { return $actual[0].Count -eq 0 }
            [string]::IsNullOrEmpty($actual[0])
            """,
            "Expected $null or empty,{1} but got {2}.",
            "Expected a value,{1} but got $null or empty.") { TakesAll = true, TakesExpected = false },
        ["BeOfType"] = new(
            "$actual -is $expected",
            "Expected the value to have type {0} or any of its subtypes,{1} but got {2} with type {3}.",
            "Expected the value to not have type {0} or any of its subtypes,{1} but got {2} with type {3}.") { Convert = AsType },
        // The engine cannot compare everything; what is neither greater nor less fails no comparison in Pester. Nor here.
        ["BeGreaterThan"] = Comparison("-le", "-gt", "greater than", "less than or equal to"),
        ["BeLessOrEqual"] = Comparison("-gt", "-le", "less than or equal to", "greater than"),
        ["BeLessThan"] = Comparison("-ge", "-lt", "less than", "greater than or equal to"),
        ["BeGreaterOrEqual"] = Comparison("-lt", "-ge", "greater than or equal to", "less than"),
        ["Match"] = Pattern("-match", "regular expression {0} to match", "regular expression {0} to not match"),
        ["MatchExactly"] = Pattern("-cmatch", "regular expression {0} to case sensitively match", "regular expression {0} to not case sensitively match"),
        ["BeLike"] = Pattern("-like", "like wildcard {0} to match", "like wildcard {0} to not match"),
        ["BeLikeExactly"] = Pattern("-clike", "case sensitive like wildcard {0} to match", "case sensitive like wildcard {0} to not match"),
        ["Contain"] = new(
            "$actual -contains $expected",
            "Expected {0} to be found in collection {2},{1} but it was not found.",
            "Expected {0} to not be found in collection {2},{1} but it was found.") { TakesAll = true },
        ["BeIn"] = new(
            "$expected -contains $actual",
            "Expected collection {0} to contain {2},{1} but it was not found.",
            "Expected collection {0} to not contain {2},{1} but it was found."),
        ["HaveCount"] = new(
            "$(if ($null -eq $actual) { 0 } else { $actual.Count }) -eq $expected",
            "Expected a collection with size {0},{1} but got collection with size {4} {2}.",
            "Expected a collection with size different from {0},{1} but got collection with that size {2}.") { TakesAll = true, Convert = expected => AsCount(expected), Phrase = Miscounted },
    };

    /// <summary>Compares.</summary>
    /// <param name="actual">One object, or the array of all of them.</param>
    /// <param name="expected">What the operator was given.</param>
    /// <param name="negate">-Not.</param>
    /// <param name="reason">-Because, ready to go into a sentence.</param>
    /// <returns>The failure, or null.</returns>
    /// <exception cref="RuntimeException">The engine cannot compare the two.</exception>
    /// <exception cref="PesterAssertionException">The operator cannot do anything with the expected value.</exception>
    public string? Failure(object? actual, object? expected, bool negate, string reason)
    {
        expected = Convert(expected);
        var opposite = negate && NegativeTest is null;
        if (Holds(negate ? NegativeTest ?? Test : Test, actual, expected) != opposite)
            return null;

        return Phrase?.Invoke(actual, expected, negate, reason) ?? string.Format(
            CultureInfo.InvariantCulture,
            negate ? NegativeMessage : Message,
            PesterFormat.Value(expected),
            reason,
            PesterFormat.Value(actual),
            PesterFormat.Value(PesterFormat.Bare(actual)?.GetType()),
            Count(actual));
    }

    private static Type AsType(object? expected)
    {
        if (PesterFormat.Bare(expected) is Type type)
            return type;
        var name = LanguagePrimitives.ConvertTo<string>(expected) is ['[', .. var inner, ']'] ? inner : LanguagePrimitives.ConvertTo<string>(expected);
        return LanguagePrimitives.TryConvertTo<Type>(name, out var named)
            ? named
            : throw new PesterAssertionException($"Could not find type [{name}]. Make sure that the assembly that contains that type is loaded.");
    }

    private static int AsCount(object? expected) =>
        LanguagePrimitives.TryConvertTo<int>(expected, out var count) && count >= 0
            ? count
            : throw new PesterAssertionException($"A collection cannot have the size {PesterFormat.Value(expected)}.");

    private static string? Unequal(object? actual, object? expected, bool negate, string reason, StringComparison comparison)
    {
        if (negate)
            return null;
        var (one, other) = (PesterFormat.Single(actual), PesterFormat.Single(expected));
        if (one is string text && other is string otherText)
            return PesterFormat.Difference(text, otherText, reason, comparison);
        var exactly = comparison == StringComparison.InvariantCulture ? "exactly " : "";
        return $"Expected {exactly}{PesterFormat.Value(other)},{reason} but got {PesterFormat.Value(one)}.";
    }

    private static string? Miscounted(object? actual, object? expected, bool negate, string reason)
    {
        var wanted = (int)expected!;
        if (wanted > 0 && Count(actual) > 0)
            return null;
        var expectation = (wanted, negate) switch
        {
            (0, true) => "a non-empty collection",
            (0, false) => "an empty collection",
            (_, true) => $"a collection with size different from {wanted}",
            (_, false) => $"a collection with size {wanted}",
        };
        var found = Count(actual) == 0 ? "an empty collection" : $"collection with size {Count(actual)} {PesterFormat.Value(actual)}";
        return $"Expected {expectation},{reason} but got {found}.";
    }

    private static int Count(object? actual) => actual is Array array ? array.Length : 0;

    private static bool Holds(string test, object? actual, object? expected) =>
        LanguagePrimitives.IsTrue(ScriptBlock.Create($"param($actual, $expected) {test}").InvokeReturnAsIs(actual, expected));

    private static PesterAssertion Comparison(string failing, string failingNegative, string words, string negativeWords) =>
        new($"-not ($actual {failing} $expected)", $"Expected the actual value to be {words} {{0}},{{1}} but got {{2}}.", $"Expected the actual value to be {negativeWords} {{0}},{{1}} but got {{2}}.")
        {
            NegativeTest = $"-not ($actual {failingNegative} $expected)",
        };

    private static PesterAssertion Pattern(string comparison, string words, string negativeWords) =>
        new($"[bool]($actual {comparison} $expected)", $"Expected {words} {{2}},{{1}} but it did not match.", $"Expected {negativeWords} {{2}},{{1}} but it did match.");

    // Arrays of one element are their element, an array of nothing is $null, and only real arrays are compared by element.
    private static string Equal(string comparison) =>
        $$"""
        function Test-Equal([object[]] $one, [object[]] $other, [int] $depth) {
            if ($depth -gt 100) { throw 'The arrays are nested more than 100 deep: one of them may contain itself.' }
            $oneEmpty = $null -eq $one -or $one.Count -eq 0 -or ($one.Count -eq 1 -and $null -eq $one[0])
            $otherEmpty = $null -eq $other -or $other.Count -eq 0 -or ($other.Count -eq 1 -and $null -eq $other[0])
            if ($oneEmpty -or $otherEmpty) { return $oneEmpty -and $otherEmpty }
            if ($one.Count -ne $other.Count) { return $false }
            for ($i = 0; $i -lt $one.Count; $i++) {
                if ($one[$i] -is [array] -or $other[$i] -is [array]) {
                    if (-not (Test-Equal $one[$i] $other[$i] ($depth + 1))) { return $false }
                }
                elseif (-not ($other[$i] {{comparison}} $one[$i])) { return $false }
            }
            $true
        }
        Test-Equal $actual $expected 0
        """;
}
