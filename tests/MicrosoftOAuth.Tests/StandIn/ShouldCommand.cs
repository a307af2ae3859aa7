using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// Should: compares what comes down the pipeline. Stricter than Pester where Pester would guess: exactly one operator,
/// a value for every operator that needs one, nothing left over.
/// </summary>
[Cmdlet("Assert", "PesterShould")]
internal sealed class AssertPesterShouldCommand : PesterCommand
{
    private readonly List<PSObject?> _actual = [];

    [Parameter(ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString]
    public PSObject? ActualValue { get; set; }

    [Parameter(Position = 0), Alias("RegularExpression", "ExpectedType", "ExpectedMessage")]
    [AllowNull, AllowEmptyCollection, AllowEmptyString]
    public object? ExpectedValue { get; set; }

    [Parameter, OffWhenNull]
    public SwitchParameter Not { get; set; }

    [Parameter]
    public string Because { get; set; } = "";

    [Parameter]
    public SwitchParameter Be { get; set; }

    [Parameter]
    public SwitchParameter BeExactly { get; set; }

    [Parameter]
    public SwitchParameter BeTrue { get; set; }

    [Parameter]
    public SwitchParameter BeFalse { get; set; }

    [Parameter]
    public SwitchParameter BeNullOrEmpty { get; set; }

    [Parameter]
    public SwitchParameter BeOfType { get; set; }

    [Parameter]
    public SwitchParameter BeGreaterThan { get; set; }

    [Parameter]
    public SwitchParameter BeLessThan { get; set; }

    [Parameter]
    public SwitchParameter BeGreaterOrEqual { get; set; }

    [Parameter]
    public SwitchParameter BeLessOrEqual { get; set; }

    [Parameter]
    public SwitchParameter Match { get; set; }

    [Parameter]
    public SwitchParameter MatchExactly { get; set; }

    [Parameter]
    public SwitchParameter BeLike { get; set; }

    [Parameter]
    public SwitchParameter BeLikeExactly { get; set; }

    [Parameter]
    public SwitchParameter Contain { get; set; }

    [Parameter]
    public SwitchParameter BeIn { get; set; }

    [Parameter]
    public SwitchParameter HaveCount { get; set; }

    [Parameter]
    public SwitchParameter Throw { get; set; }

    [Parameter]
    public string ErrorId { get; set; } = "";

    [Parameter]
    public Type? ExceptionType { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public object?[] Rest { get; set; } = [];

    private bool HasExpected => MyInvocation.BoundParameters.ContainsKey(nameof(ExpectedValue));

    protected override void ProcessRecord() => _actual.Add(ActualValue);

    protected override void EndProcessing()
    {
        var name = Operator();
        if (name == nameof(Throw))
        {
            foreach (var body in _actual.DefaultIfEmpty())
                AssertThrow(body);
            return;
        }

        var assertion = PesterAssertion.ByName[name];
        if (assertion.TakesExpected != HasExpected)
            throw NotSupported($"Should -{name} {(assertion.TakesExpected ? "needs a" : "takes no")} value to compare with.");

        object?[] values = assertion.TakesAll && _actual.Count > 0 ? [_actual.ToArray()] : [.. _actual.DefaultIfEmpty()];
        foreach (var value in values)
        {
            if (Compare(assertion, value) is { } failure)
                throw Failed(failure);
        }
    }

    private string? Compare(PesterAssertion assertion, object? value)
    {
        try
        {
            return assertion.Failure(value, ExpectedValue, Not, Reason());
        }
        catch (Exception exception) when (exception is RuntimeException and not PipelineStoppedException or PesterAssertionException)
        {
            return exception.Message;
        }
    }

    private void AssertThrow(PSObject? body)
    {
        if (body?.BaseObject is not ScriptBlock script)
            throw Failed("Input is missing or not a ScriptBlock. Input to '-Throw' and '-Not -Throw' must be enclosed in curly braces.");

        var error = InvokeApart(script);
        var expectation = new PesterThrow(HasExpected ? LanguagePrimitives.ConvertTo<string>(ExpectedValue) : "", ErrorId, ExceptionType);
        if (expectation.Failure(error, Not, Reason()) is { } failure)
            throw Failed(failure);
        if (PassThru && !Not)
            WriteObject(error);
    }

    private string Operator()
    {
        if (Rest.Length > 0)
            throw NotSupported($"Should was given {string.Join(' ', Rest)}, which the stand-in does not know.");
        if (MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var action) && !Equals(action, ActionPreference.Stop))
            throw NotSupported($"Should -ErrorAction {action} is not known to the stand-in: an assertion that fails ends its test.");

        string[] operators = [.. MyInvocation.BoundParameters
            .Where(bound => (bound.Key == nameof(Throw) || PesterAssertion.ByName.ContainsKey(bound.Key)) && bound.Value is SwitchParameter { IsPresent: true })
            .Select(bound => bound.Key)];
        return operators is [var only] ? only
            : throw NotSupported($"Should needs exactly one operator and has {(operators.Length == 0 ? "none that the stand-in knows" : string.Join(' ', operators))}.");
    }

    private string Reason() => PesterFormat.Because(Because);

    private static Exception Failed(string message) =>
        Thrown(new ErrorRecord(new PesterAssertionException(message), "PesterAssertionFailed", ErrorCategory.InvalidResult, targetObject: null));
}
