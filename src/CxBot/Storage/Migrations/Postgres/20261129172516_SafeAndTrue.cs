using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CxBot.Storage.Migrations.Postgres
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeasedBy",
                table: "Outbox",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeasedUntil",
                table: "Outbox",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParameterFormat",
                table: "MessageTemplates",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "JoinedAt",
                table: "Customers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Conversations",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AskedCode",
                table: "Conversations",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MarketingStoppedAt",
                table: "Conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ShopPhoneAt",
                table: "Conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "ConsentChanges",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValueSql: "'All'");

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "ConsentChanges",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValueSql: "'Message'");

            migrationBuilder.CreateTable(
                name: "AccountEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    News = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Detail = table.Column<string>(type: "text", nullable: true),
                    Until = table.Column<long>(type: "bigint", nullable: true),
                    Value = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BilledMessages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", nullable: true),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "integer", nullable: false),
                    Billable = table.Column<bool>(type: "boolean", nullable: false),
                    Model = table.Column<string>(type: "text", nullable: true),
                    Type = table.Column<string>(type: "text", nullable: true),
                    Category = table.Column<string>(type: "text", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
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
                    Name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    Owner = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "ModelCalls",
                columns: table => new
                {
                    Limit = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Calls = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false)
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
