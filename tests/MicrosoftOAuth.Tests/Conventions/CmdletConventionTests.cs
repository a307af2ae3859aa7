using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Help;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Conventions;

/// <summary>The rules of the house for cmdlets.</summary>
public sealed partial class CmdletConventionTests
{
    private static readonly string[] s_files =
        Directory.GetFiles(Repository.PathOf("src", "MicrosoftOAuth", "Commands"), "*Command.cs", SearchOption.AllDirectories);

    private static readonly Lazy<IReadOnlyDictionary<string, CmdletInfo>> s_cmdlets = new(() =>
    {
        using ModuleSession session = new();
        return session.Run("Get-Command -Module MicrosoftOAuth").ThrowIfFailed().Output
            .Select(item => (CmdletInfo)item.BaseObject)
            .ToDictionary(cmdlet => cmdlet.Name, StringComparer.Ordinal);
    });

    public static TheoryData<string> Names => [.. s_cmdlets.Value.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Manifest_and_files_name_the_same_cmdlets()
    {
        IEnumerable<string> ofFiles = s_files.Select(file => Attribute().Match(File.ReadAllText(file)))
            .Select(match => $"{match.Groups["verb"].Value}-{match.Groups["noun"].Value}");
        Assert.Equal(s_cmdlets.Value.Keys.Order(StringComparer.Ordinal), ofFiles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_page_and_a_Pester_file(string name)
    {
        Assert.True(File.Exists(Repository.PathOf("docs", "en-US", name + ".md")), $"docs/en-US/{name}.md is missing.");
        Assert.True(File.Exists(Repository.PathOf("tests", "Pester", name + ".Tests.ps1")), $"tests/Pester/{name}.Tests.ps1 is missing.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_names_every_parameter_with_its_aliases_and_position(string name)
    {
        HelpPage page = HelpPage.Read(Repository.PathOf("docs", "en-US", name + ".md"));
        ParameterMetadata[] parameters = [.. s_cmdlets.Value[name].Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))];
        Assert.Equal(
            parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            page.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        foreach (ParameterMetadata parameter in parameters)
        {
            string[] documented = [.. page.Parameters.Single(one => one.Name == parameter.Name).Traits.SelectMany(trait => trait.Aliases).Distinct(StringComparer.Ordinal)];
            Assert.Equal(parameter.Aliases.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_has_the_parameter_sets_of_the_cmdlet(string name)
    {
        HelpPage page = HelpPage.Read(Repository.PathOf("docs", "en-US", name + ".md"));
        Assert.Equal(s_cmdlets.Value[name].ParameterSets.Count, page.Syntax.Count);
        foreach (CommandParameterSetInfo set in s_cmdlets.Value[name].ParameterSets)
        {
            string[] own = [.. set.Parameters.Select(parameter => parameter.Name).Where(parameter => !Cmdlet.CommonParameters.Contains(parameter)).Order(StringComparer.Ordinal)];
            Assert.Contains(page.Syntax, syntax => syntax.Parameters.Order(StringComparer.Ordinal).SequenceEqual(own, StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_asked_what_if(string name)
    {
        string verb = name.Split('-')[0];
        bool changes = verb is "New" or "Set" or "Add" or "Remove" or "Clear" or "Reset" or "Restore" or "Grant" or "Revoke" or "Register" or "Unregister" or "Update" or "Invoke"
            && name != "New-MsOAuthConsentUrl";
        Assert.Equal(changes, s_cmdlets.Value[name].Parameters.ContainsKey("WhatIf"));
        if (verb is "Remove" or "Reset" or "Revoke" or "Unregister" && !name.EndsWith("RedirectUri", StringComparison.Ordinal) && !name.EndsWith("OptionalClaim", StringComparison.Ordinal) && !name.EndsWith("Permission", StringComparison.Ordinal))
        {
            Assert.Equal(ConfirmImpact.High, s_cmdlets.Value[name].ImplementingType.GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_sealed_two_steps_from_PSCmdlet_and_has_a_context_and_an_output(string name)
    {
        Type type = s_cmdlets.Value[name].ImplementingType;
        Assert.True(type.IsSealed);
        Assert.Equal("OAuthCommand", type.BaseType!.Name);
        Assert.Equal("AsyncCmdlet", type.BaseType.BaseType!.Name);
        Assert.Equal(typeof(PSCmdlet), type.BaseType.BaseType.BaseType);
        Assert.True(s_cmdlets.Value[name].Parameters.ContainsKey("Context"));
        Assert.NotEmpty(s_cmdlets.Value[name].OutputType);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_an_app_as_every_other_does(string name)
    {
        Dictionary<string, ParameterMetadata> parameters = s_cmdlets.Value[name].Parameters;
        if (parameters.TryGetValue("ClientId", out ParameterMetadata? clientId))
        {
            Assert.Equal(["AppId", "ApplicationId"], clientId.Aliases.Order(StringComparer.Ordinal));
        }

        if (parameters.ContainsKey("ObjectId"))
        {
            Assert.True(parameters.ContainsKey("ClientId") && parameters.ContainsKey("DisplayName"));
        }
    }

    [GeneratedRegex("""\[Cmdlet\(Verbs\w+\.(?<verb>\w+), "(?<noun>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}
