using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SafeAndTrue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ConsentChanges_CustomerId",
                table: "ConsentChanges");

            migrationBuilder.AddColumn<string>(
                name: "Pricing",
                table: "ParkedReports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeasedBy",
                table: "Outbox",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeasedUntil",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParameterFormat",
                table: "MessageTemplates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "JoinedAt",
                table: "Customers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Conversations",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AskedCode",
                table: "Conversations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MarketingStoppedAt",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ShopPhoneAt",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "ConsentChanges",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValueSql: "'All'");

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "ConsentChanges",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValueSql: "'Message'");

            migrationBuilder.CreateTable(
                name: "AccountEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    News = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BilledMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    ConversationId = table.Column<string>(type: "TEXT", nullable: true),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    Billable = table.Column<bool>(type: "INTEGER", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: true),
                    Type = table.Column<string>(type: "TEXT", nullable: true),
                    Category = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BilledMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BilledMessages_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "ModelCalls",
                columns: table => new
                {
                    Limit = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Calls = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelCalls", x => x.Limit);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AddressHash",
                table: "Conversations",
                column: "AddressHash");

            migrationBuilder.CreateIndex(
                name: "IX_ConsentChanges_CustomerId_Channel_ProviderId",
                table: "ConsentChanges",
                columns: new[] { "CustomerId", "Channel", "ProviderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountEvents_At",
                table: "AccountEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AccountEvents_Hash",
                table: "AccountEvents",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BilledMessages_At",
                table: "BilledMessages",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_BilledMessages_ConversationId_Sequence_Part",
                table: "BilledMessages",
                columns: new[] { "ConversationId", "Sequence", "Part" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountEvents");

            migrationBuilder.DropTable(
                name: "BilledMessages");

            migrationBuilder.DropTable(
                name: "Leases");

            migrationBuilder.DropTable(
                name: "ModelCalls");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_AddressHash",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_ConsentChanges_CustomerId_Channel_ProviderId",
                table: "ConsentChanges");

            migrationBuilder.DropColumn(
                name: "Pricing",
                table: "ParkedReports");

            migrationBuilder.DropColumn(
                name: "LeasedBy",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "LeasedUntil",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ParameterFormat",
                table: "MessageTemplates");

            migrationBuilder.DropColumn(
                name: "JoinedAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "AddressHash",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "AskedCode",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "MarketingStoppedAt",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "ShopPhoneAt",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "ConsentChanges");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "ConsentChanges");

            migrationBuilder.CreateIndex(
                name: "IX_ConsentChanges_CustomerId",
                table: "ConsentChanges",
                column: "CustomerId");
        }
    }
}
