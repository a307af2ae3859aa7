using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>What all planted objects of a tenant share, and how they are planted.</summary>
internal sealed class PlantedWorld
{
    private readonly TenantDirectory directory;

    public PlantedWorld(TenantState tenant)
    {
        directory = tenant.Directory;
        Seed = BitConverter.ToUInt64(new IdSource(tenant.Options.Seed, "size:").NewGuid().ToByteArray(), 0);
        Beginning = Instant.WholeSeconds(tenant.Clock.GetUtcNow());
        TenantId = tenant.Organization.Id;
        Domain = tenant.Organization.Domain;
        OwnerIds = [.. directory.Users.All.Where(user => !user.IsAdministrator).Select(user => user.Id)];
        GraphBundles = PermissionBundle.OfGraph(directory);
        OtherBundles = PermissionBundle.OfOthers(directory);
    }

    public ulong Seed { get; }

    /// <summary>When the tenant was made; everything planted is older.</summary>
    public DateTimeOffset Beginning { get; }

    public string TenantId { get; }

    public string Domain { get; }

    public IReadOnlyList<string> OwnerIds { get; }

    public IReadOnlyList<PermissionBundle> GraphBundles { get; }

    public IReadOnlyList<PermissionBundle> OtherBundles { get; }

    /// <summary>Plants so many applications, with service principals and consents for a part of them.</summary>
    public void Plant(int size)
    {
        for (var number = 0; number < size; number++)
        {
            var plan = new PlantedApplication(this, number);
            var application = plan.ToApplication();
            directory.Applications.Add(application);
            if (plan.HasPrincipal)
                PlantPrincipal(plan, application);
        }

        directory.Settle();
    }

    private void PlantPrincipal(PlantedApplication plan, Application application)
    {
        var draw = plan.DrawForPrincipal();
        var principal = new ServicePrincipal(draw.NewId(), application.AppId, permissions: null, new PlantedServicePrincipal(this, plan));
        directory.ServicePrincipals.Add(principal);
        foreach (var bundle in plan.Bundles)
        {
            if (bundle.Scopes.Count > 0 && draw.Happens(75))
            {
                var user = draw.Happens(25) ? draw.Of(OwnerIds) : null;
                directory.Grants.Add(new(Base64Url.Encode(draw.NewBytes(32)), principal.Id, bundle.Api.Id, user, new PlantedGrant(bundle)));
            }

            foreach (var role in bundle.Roles)
            {
                if (draw.Happens(65))
                    directory.AppRoleAssignments.Add(new(Base64Url.Encode(draw.NewBytes(32)), principal.Id, bundle.Api.Id, role.Id, new PlantedAssignment(bundle, plan)));
            }
        }
    }
}
