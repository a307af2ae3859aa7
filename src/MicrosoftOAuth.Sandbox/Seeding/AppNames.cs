namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>Names as people give them to app registrations: who it is for, what it is about, what it does, and where.</summary>
internal static class AppNames
{
    private static readonly string[] Owners =
    [
        "Contoso", "Finance", "HR", "Payroll", "Sales", "Marketing", "Legal", "Procurement", "Logistics", "Warehouse", "Retail", "Field Service",
        "Customer Care", "Partner", "Treasury", "Facilities", "Research", "Quality", "Plant Berlin", "Plant Austin", "Nordics", "Iberia", "APAC",
        "LATAM", "IT Operations", "Security", "Data Platform", "Workplace", "Compliance", "Tax",
    ];

    private static readonly string[] Subjects =
    [
        "Invoice", "Expense", "Timesheet", "Onboarding", "Directory", "Mailbox", "Calendar", "Contract", "Ticket", "Inventory", "Order", "Shipment",
        "Asset", "Badge", "Visitor", "Survey", "Training", "Device", "License", "Backup", "Audit", "Incident", "Campaign", "Lead", "Forecast",
        "Budget", "Travel", "Fleet", "Catalog", "Document", "Signature", "Newsletter", "Roster", "Vendor", "Claims", "Pricing", "Returns",
        "Meeting Room", "Phone Book", "Notification",
    ];

    private static readonly string[] Kinds =
    [
        "Sync", "Portal", "Connector", "Reports", "Bot", "API", "Dashboard", "Importer", "Exporter", "Automation", "Function", "Webhook", "Mobile",
        "Add-in", "Service", "Job", "Archive", "Monitor", "Gateway", "Migration",
    ];

    private static readonly string[] Stages = ["", "", "", "", "", " (Prod)", " (Test)", " (Dev)", " - UAT", " - Staging", " v2", " (old)"];

    public static string Next(ref Draw draw) => $"{draw.Of(Owners)} {draw.Of(Subjects)} {draw.Of(Kinds)}{draw.Of(Stages)}";
}
