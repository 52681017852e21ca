using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CxBot.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Customers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ShopCustomerId",
                table: "CaseFacts",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OrderMonths",
                columns: table => new
                {
                    ShopCustomerId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Cohort = table.Column<int>(type: "integer", nullable: false),
                    Next = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderMonths", x => new { x.ShopCustomerId, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "ShopCustomers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Changes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShopCustomers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionSpans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ShopCustomerId = table.Column<long>(type: "bigint", nullable: false),
                    Begun = table.Column<int>(type: "integer", nullable: false),
                    Ended = table.Column<int>(type: "integer", nullable: true),
                    IsLost = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionSpans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ShopActivities",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ShopCustomerId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ShopId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Subscription = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Amount = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShopActivities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShopActivities_ShopCustomers_ShopCustomerId",
                        column: x => x.ShopCustomerId,
                        principalTable: "ShopCustomers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CaseFacts_ShopCustomerId",
                table: "CaseFacts",
                column: "ShopCustomerId",
                filter: "\"ShopCustomerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OrderMonths_Cohort_Month",
                table: "OrderMonths",
                columns: new[] { "Cohort", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderMonths_Month_ShopCustomerId_Next",
                table: "OrderMonths",
                columns: new[] { "Month", "ShopCustomerId", "Next" });

            migrationBuilder.CreateIndex(
                name: "IX_ShopActivities_ShopCustomerId_Kind_ShopId",
                table: "ShopActivities",
                columns: new[] { "ShopCustomerId", "Kind", "ShopId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShopCustomers_Subject",
                table: "ShopCustomers",
                column: "Subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionSpans_Begun_Ended",
                table: "SubscriptionSpans",
                columns: new[] { "Begun", "Ended" });

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionSpans_ShopCustomerId",
                table: "SubscriptionSpans",
                column: "ShopCustomerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OrderMonths");

            migrationBuilder.DropTable(
                name: "ShopActivities");

            migrationBuilder.DropTable(
                name: "SubscriptionSpans");

            migrationBuilder.DropTable(
                name: "ShopCustomers");

            migrationBuilder.DropIndex(
                name: "IX_CaseFacts_ShopCustomerId",
                table: "CaseFacts");

            migrationBuilder.DropColumn(
                name: "ShopCustomerId",
                table: "CaseFacts");
        }
    }
}
